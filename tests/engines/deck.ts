import type { Tab } from './engine'
import { isAtRest } from '../../addons/hosted/prerender/at-rest'
import { until } from './engine'

/** Where the deck is, as Slidev itself says; undefined while it has not started. */
export function position(tab: Tab): Promise<{ no: number, clicks: number, clicksTotal: number } | undefined> {
  return tab.evaluate(() => {
    // Vue leaves the app on its element, in a build too, and Slidev provides its context under this name
    const app = (document.querySelector('#app') as { __vue_app__?: { _context: { provides: Record<string, unknown> } } } | null)?.__vue_app__
    const context = app?._context.provides['$$slidev-context'] as { nav: { currentSlideNo: number, clicks: number, clicksTotal: number } } | undefined
    return context && { no: context.nav.currentSlideNo, clicks: context.nav.clicks, clicksTotal: context.nav.clicksTotal }
  })
}

/** Waits until the deck is at a slide and a click, loaded, drawn and at rest. */
export async function settled(tab: Tab, no: number, clicks = 0): Promise<void> {
  await until(async () => {
    const at = await position(tab).catch(() => undefined)
    // the slide in the HTML looks the same, and lies over the deck until that is at rest
    return at?.no === no && at.clicks === clicks
      && await tab.evaluate(() => !document.querySelector('#first-slide'))
      && tab.evaluate(isAtRest, { slide: `#app #slide-content [data-slidev-no="${no}"]`, quiet: 0 })
  }, `slide ${no} at click ${clicks}`).catch(async (error) => {
    throw new Error(`${error}; the deck is at ${JSON.stringify(await position(tab))}`, { cause: error })
  })
}

/** Opens a slide at a click. */
export async function openSlide(tab: Tab, url: string, no: number, clicks = 0): Promise<void> {
  await tab.goto(`${url}${no}${clicks ? `?clicks=${clicks}` : ''}`)
  await settled(tab, no, clicks)
}
