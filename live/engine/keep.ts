import type { Result } from './result'
import { isResult } from './result'

/** `Storage`, or what a test puts in its place. */
type Store = Pick<Storage, 'getItem' | 'setItem'>

const KEY = 'live-experiment'

/** This viewer's last result. None when there is none, it is of another shape, or the browser keeps nothing. */
export function readKept(store: () => Store = () => localStorage): Result | undefined {
  try {
    const value: unknown = JSON.parse(store().getItem(KEY) ?? 'null')
    return isResult(value) ? value : undefined
  } catch {
    return undefined
  }
}

/** Keeps a result for this viewer. Where the browser keeps nothing, nothing is kept, and nothing else happens. */
export function keep(result: Result, store: () => Store = () => localStorage): void {
  try {
    store().setItem(KEY, JSON.stringify(result))
  } catch {
    // private windows and full disks throw: the result is on the screen all the same
  }
}
