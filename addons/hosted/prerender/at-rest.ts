/** When the deck is at rest: asked by prerendering, by printing and by the browser tests. */
import type { Page } from 'playwright-chromium'

/** What `isAtRest` looks at. */
export interface Rest {
  /** Selector of a slide, or of an element with slides in it. */
  slide: string
  /** Milliseconds during which nothing in it may change; 0 looks once. */
  quiet: number
}

/** How often, ms, to look again, and for how long, ms. */
const POLL = 30
const LONGEST_WAIT = 30_000

/**
 * Runs in the page, so it can use nothing from outside: are the slides there with their content, their fonts and their
 * pictures, are their animations over, and has nothing in them changed for a while?
 */
export async function isAtRest({ slide: selector, quiet }: Rest): Promise<boolean> {
  const root = document.querySelector(selector)
  const slides = root?.matches('[data-slidev-no]') ? [root] : [...root?.querySelectorAll('[data-slidev-no]') ?? []]
  // Slidev gives its layout's root the front matter; what has a class of its own knows of no attribute
  const isSlideStill = (slide: Element) => slide.querySelector('.slidev-layout, [frontmatter]') !== null
    && !slide.querySelector('.slidev-slide-loading')
    && [...slide.querySelectorAll('img')].every(image => image.complete)
    // Slidev's attribute for content that takes its time
    && [...slide.querySelectorAll<HTMLElement>('[data-waitfor]')].every(({ dataset: { waitfor } }) => !waitfor || slide.querySelector(waitfor)?.checkVisibility())
    && slide.getAnimations({ subtree: true }).every(({ effect, playState }) => playState === 'finished' || effect?.getComputedTiming().endTime === Infinity)
  const isStill = () => slides.length > 0
    && slides.every(isSlideStill)
    && document.fonts.status === 'loaded'
    // where Slidev draws diagrams
    && !document.querySelector('#mermaid-rendering-container > div')
  if (!root || !isStill()) return false
  if (quiet === 0) return true
  let changed = false
  const observer = new MutationObserver(() => {
    changed = true
  })
  observer.observe(root, { attributes: true, characterData: true, childList: true, subtree: true })
  await new Promise(resolve => setTimeout(resolve, quiet))
  observer.disconnect()
  return !changed && isStill()
}

/**
 * Waits until slides are at rest.
 *
 * @param page of the deck
 * @param rest what to look at
 * @param longestWait ms
 * @returns false if they are not when the time is over
 */
export async function comesToRest(page: Page, rest: Rest, longestWait = LONGEST_WAIT): Promise<boolean> {
  const end = Date.now() + longestWait
  while (!await page.evaluate(isAtRest, rest)) {
    if (Date.now() > end) return false
    await page.waitForTimeout(POLL)
  }
  return true
}
