import type { Page } from 'playwright-chromium'

/** The part of Slidev's context that is read, as provided to its app under `$$slidev-context` in Slidev 53.0.0. */
interface SlidevApp {
  __vue_app__?: { _context: { provides: { '$$slidev-context'?: { nav: { clicksTotal: number, currentSlideRoute: { meta: { slide?: { noteHTML?: string } } } } } } } }
}

/** What Slidev knows of a slide, and its markup does not say. */
export interface ShownSlide {
  /** Clicks that it has. */
  clicks: number
  /** Its note as HTML, with a mark for each click. */
  note: string
}

/**
 * Asks Slidev about the slide that a page shows. Where an update of Slidev keeps that elsewhere, the slide has no clicks and
 * no note: it is prerendered before its first click only, and the reading page says what is on it.
 */
export function shownSlide(page: Page): Promise<ShownSlide> {
  return page.evaluate(() => {
    const nav = (document.querySelector('#app') as SlidevApp | null)?.__vue_app__?._context.provides['$$slidev-context']?.nav
    return { clicks: nav?.clicksTotal ?? 0, note: nav?.currentSlideRoute.meta.slide?.noteHTML ?? '' }
  })
}
