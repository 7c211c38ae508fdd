import type { LocationQuery, NavigationGuardReturn, RouteLocationNormalized } from 'vue-router'

/**
 * The `clicks` of an address as a slide can have it: a whole number from 0 to the slide's clicks. Slidev 53.0.0 takes any: a word
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

/** What an address can name: the slides in their order, and the words that their front matter gives as `routeAlias`. */
export interface Slides {
  total: number
  aliases: readonly string[]
  /** Clicks that a slide has, where that is known. */
  clicksOf: (no: number) => number | undefined
}

/**
 * The number in an address as a slide can have it. Hosts let one leave out ".html", so a page may be asked for with it, and
 * a number beyond the last slide means the last. Slidev 53.0.0 shows slide 1 for both, and keeps the address.
 *
 * @returns undefined where it is right, or means nothing
 */
export function readNumber(given: string, { total, aliases }: Slides): string | undefined {
  const no = given.replace(/\.html$/, '')
  if (aliases.includes(no)) return no === given ? undefined : no
  if (!/^\d+$/.test(no)) return undefined
  const meant = String(Math.min(Math.max(Number(no), 1), total))
  return meant === given ? undefined : meant
}

/** The route guard that sets the slide and the clicks of an address right before Slidev reads them. */
export function repairAddress(slides: () => Slides): (to: RouteLocationNormalized) => NavigationGuardReturn {
  return (to) => {
    const { clicks: given, ...rest } = to.query
    const asked = typeof to.params.no === 'string' ? to.params.no : ''
    const no = readNumber(asked, slides())
    const clicks = readClicks(given, slides().clicksOf(Number(no ?? asked)))
    const isRight = given === undefined || given === '0' || clicks === given
    if (isRight && no === undefined) return true
    const query = isRight ? to.query : clicks ? { ...rest, clicks } : rest
    return { path: no ? to.path.replace(/[^/]+$/, no) : to.path, hash: to.hash, query, replace: true }
  }
}
