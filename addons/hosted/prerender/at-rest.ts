/** When a page of the deck is at rest: asked by prerendering, by printing and by the browser tests. */
import type { Page } from 'playwright-chromium'

export interface RestQuery {
  /** Selector of the element to look at: a slide, or something with slides in it. */
  root: string
  /** How long, ms, nothing may change before it counts as at rest; left out, it is not watched. */
  quiet?: number
}

/** How often, ms, to ask again, and after how long, ms, to give up. */
const POLL = 30
const LONGEST_WAIT = 30_000

/**
 * Runs in the page, so it can use nothing from outside.
 *
 * @returns what the element is waiting for, in words; undefined once its slides, fonts, pictures and diagrams are there, no
 * animation with an end is running, and nothing changes any more
 */
export async function waitsFor({ root: selector, quiet = 0 }: RestQuery): Promise<string | undefined> {
  const root = document.querySelector<HTMLElement>(selector)
  if (!root) return `${selector} to appear`

  const busy = (): string | undefined => {
    const slides = root.matches('[data-slidev-no]') ? [root] : [...root.querySelectorAll<HTMLElement>('[data-slidev-no]')]
    const unloaded = slides.find(slide => slide.childElementCount === 0 || slide.querySelector('.slidev-slide-loading'))
    if (unloaded) return `slide ${unloaded.dataset.slidevNo} to load`
    const picture = [...root.querySelectorAll('img')].find(image => !image.complete && image.checkVisibility())
    if (picture) return `the picture ${picture.src}`
    if (document.fonts.status !== 'loaded') return 'fonts'
    // Slidev's own attribute for content that takes time, and its place for diagrams that are being drawn
    const awaited = [...root.querySelectorAll<HTMLElement>('[data-waitfor]')]
      .find(element => element.dataset.waitfor && !element.querySelector(element.dataset.waitfor)?.checkVisibility())
    if (awaited) return `"${awaited.dataset.waitfor}" to be visible`
    if (document.querySelector('#mermaid-rendering-container > div')) return 'a diagram'
    const moving = root.getAnimations({ subtree: true })
      .find(({ effect, playState }) => playState === 'running' && effect?.getComputedTiming().endTime !== Infinity)
    if (moving) return 'an animation to end'
  }
  const before = busy()
  if (before || !quiet) return before

  let changed: string | undefined
  const observer = new MutationObserver(([mutation]) => {
    const element = mutation?.target instanceof Element ? mutation.target : mutation?.target.parentElement
    changed = `<${element?.localName}> to stop changing`
  })
  observer.observe(root, { attributes: true, characterData: true, childList: true, subtree: true })
  await new Promise(resolve => setTimeout(resolve, quiet))
  observer.disconnect()
  return changed ?? busy()
}

/**
 * Waits until part of a page is at rest.
 *
 * @param page of the deck
 * @param query what to look at
 * @param longestWait ms
 * @returns undefined, or what it was still waiting for when the time was over
 */
export async function comesToRest(page: Page, query: RestQuery, longestWait = LONGEST_WAIT): Promise<string | undefined> {
  const end = Date.now() + longestWait
  for (;;) {
    const awaited = await page.evaluate(waitsFor, query)
    if (!awaited || Date.now() > end) return awaited
    await page.waitForTimeout(POLL)
  }
}
