import type { Result } from './result'
import { isResult } from './result'

/** `Storage`, or what a test puts in its place. */
type Store = Pick<Storage, 'getItem' | 'setItem'>

/** The experiment's name in what a browser keeps and passes on: decks at other paths of the same host have their own. */
export const scoped = (base: string): string => `live-experiment ${base}`

/** This viewer's last result. None when there is none, it is of another shape, or the browser keeps nothing. */
export function readKept(store: () => Store = () => localStorage, base: string = import.meta.env.BASE_URL): Result | undefined {
  try {
    const value: unknown = JSON.parse(store().getItem(scoped(base)) ?? 'null')
    return isResult(value) ? value : undefined
  } catch {
    return undefined
  }
}

/** Keeps a result for this viewer. Where the browser keeps nothing, nothing is kept, and nothing else happens. */
export function keep(result: Result, store: () => Store = () => localStorage, base: string = import.meta.env.BASE_URL): void {
  try {
    store().setItem(scoped(base), JSON.stringify(result))
  } catch {
    // private windows and full disks throw: the result is on the screen all the same
  }
}
