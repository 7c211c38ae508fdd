import type { Entries } from './message'
import { parseEntries } from './message'

const keyOf = (name: string): string => `stage ${name}`

/** What this window shared before it was reloaded; nothing in a new window, or where the browser keeps nothing. */
export function readEntries(name: string): Entries {
  try {
    return parseEntries(JSON.parse(sessionStorage.getItem(keyOf(name)) ?? '{}'))
  } catch {
    return {}
  }
}

export function keepEntries(name: string, entries: Entries): void {
  try {
    sessionStorage.setItem(keyOf(name), JSON.stringify(entries))
  } catch {
    // a reload then asks the other windows only
  }
}
