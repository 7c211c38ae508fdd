/**
 * How often the deck loads its page again by itself before it goes on with what it has, and where that is counted, as long
 * as the window is open. Two places do so: register.ts, for a new version, and the inline script in load-error.ts, for a
 * page whose scripts are gone. They count together, so that neither begins where the other has given up.
 */
export const RELOADS = { most: 2, key: 'deck-reloads' }

/** Counts a reload; false if there may be none, or if nothing can be counted. */
export function countReload(counter: Pick<Storage, 'getItem' | 'setItem'> | undefined): boolean {
  const reloads = counter ? Number(counter.getItem(RELOADS.key)) : RELOADS.most
  if (reloads >= RELOADS.most) return false
  counter?.setItem(RELOADS.key, String(reloads + 1))
  return true
}
