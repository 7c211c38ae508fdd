import type { LocationQuery, NavigationGuardReturn, RouteLocationNormalized } from 'vue-router'

/**
 * The `clicks` of an address as a slide can have it: a whole number from 0 to the slide's clicks. Slidev takes any: a word
 * makes it count in NaN, and after `?clicks=999` the way back takes 999 key presses.
 *
 * @param given as in the address
 * @param total clicks that the slide has, undefined where that is not known
 * @returns undefined for none
 */
export function readClicks(given: LocationQuery[string] | undefined, total: number | undefined): string | undefined {
  const last = Array.isArray(given) ? given.at(-1) : given
  if (!last || !/^\d+$/.test(last)) return undefined
  const clicks = Math.min(Number(last), total ?? Infinity)
  return clicks > 0 && Number.isSafeInteger(clicks) ? String(clicks) : undefined
}

/** The guard that sets an address's `clicks` right before Slidev reads it. */
export function mendClicks(totalOf: (no: string) => number | undefined): (to: RouteLocationNormalized) => NavigationGuardReturn {
  return (to) => {
    const { clicks: given, ...rest } = to.query
    if (given === undefined) return true
    const clicks = readClicks(given, totalOf(String(to.params.no)))
    if (clicks === given || given === '0') return true
    return { path: to.path, hash: to.hash, query: clicks ? { ...rest, clicks } : rest, replace: true }
  }
}
