/** What holds on every slide, but for contrast and announcements, which have files of their own. */
import type { Picture } from '../support/pixels'
import type { Check } from './check'
import { windowTitle, plainTitle } from '../../addons/access/ui/title'
import { violations } from '../support/access'
import { lang, title } from '../support/deck'
import { layoutProblems } from '../support/layout'
import { difference, readPng } from '../support/pixels'
import { position } from '../support/site'
import { asSnapshot, compareSnapshot, writeSnapshot } from '../support/snapshots'
import { atLastClick, unless } from './check'

/** What a click must change of what is seen, as a share of the canvas: a line of code that loses its colour is more. */
const CHANGED = 0.0005
/** What shows itself at a later click: by Slidev's own means (but for what such a click hides), on a life line, in a chart. */
const WAITING = '.slidev-vclick-hidden:not(.slidev-vclick-hidden-explicitly), .life li.hidden, .timing .waiting'

export const wholeLayout: Check = {
  holds: 'nothing is cut off, overlaps or is too small to read',
  run: ({ page }) => layoutProblems(page),
}

export const axeFindsNothing: Check = {
  holds: 'axe finds nothing',
  at: atLastClick,
  run: ({ page }) => violations(page),
}

export const nothingWaits: Check = {
  holds: 'the last click is the last that anything on the slide waits for',
  at: atLastClick,
  run: async ({ page, slide: { no, clicks } }) => {
    const { clicksTotal, lastAwaited } = await position(page) ?? {}
    const waiting = await page.locator(`#app #slide-content [data-slidev-no="${no}"]`).locator(WAITING).evaluateAll(elements => elements.map(element => element.outerHTML.slice(0, 90)))
    return [
      ...unless(clicksTotal === clicks && lastAwaited === clicks, `the front matter says ${clicks} clicks, Slidev counts ${clicksTotal}, and something waits for click ${lastAwaited}`),
      ...waiting.map(html => `still waits: ${html}`),
    ]
  },
}

export const namedForAll: Check = {
  holds: 'the slide has one heading of the first level, one main part, the language, and its name in the window\'s title',
  at: atLastClick,
  run: async ({ page, slide }) => {
    const headings = await page.getByRole('heading', { level: 1 }).count()
    const mains = await page.getByRole('main').count()
    const inHtml = await page.locator('html').getAttribute('lang')
    const inWindow = await page.title()
    return [
      ...unless(headings === 1, `${headings} headings of the first level`),
      ...unless(mains === 1, `${mains} main parts`),
      ...unless(inHtml === lang, `the language is ${inHtml}`),
      ...unless(inWindow === windowTitle(plainTitle(slide.title), title), `the window is called "${inWindow}"`),
    ]
  },
}

/** Compares with the step before it. */
export function everyClickIsSeen(): Check {
  let before: Picture | undefined
  return {
    holds: 'every click changes something that is seen',
    run: async ({ click, screenshot }) => {
      const now = readPng(await screenshot())
      const isSeen = click === 0 || !before || difference(now, before, 24) >= CHANGED
      before = now
      return unless(isSeen, 'looks as before')
    },
  }
}

/** @param renew writes the snapshots instead of comparing */
export function sameSnapshot(renew: boolean): Check {
  return {
    holds: 'the slide looks as it was signed',
    at: atLastClick,
    run: async ({ slide, scheme, screenshot }) => {
      const now = asSnapshot(await screenshot())
      if (renew) await writeSnapshot(slide, scheme, now)
      return compareSnapshot(slide, scheme, now)
    },
  }
}
