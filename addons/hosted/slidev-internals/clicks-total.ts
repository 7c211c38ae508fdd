import type { Page } from 'playwright-chromium'

/** The part of Slidev's context that is read, as provided to its app under `$$slidev-context` in Slidev 53.0.0. */
interface SlidevApp {
  __vue_app__?: { _context: { provides: { '$$slidev-context'?: { nav: { clicksTotal: number } } } } }
}

/**
 * How many clicks the slide that a page shows has, as Slidev has counted them. Where an update of Slidev keeps that elsewhere
 * it is 0: the slide is then prerendered before its first click only.
 */
export function clicksTotal(page: Page): Promise<number> {
  return page.evaluate(() => (document.querySelector('#app') as SlidevApp | null)?.__vue_app__?._context.provides['$$slidev-context']?.nav.clicksTotal ?? 0)
}
