import type { BrowserContext, Page } from 'playwright-chromium'

/**
 * Lets a window's pages keep a record of everything that moves: transitions and animations longer than a frame, also those
 * that scripts start, and smooth scrolling, of which no event tells.
 *
 * @returns asks a page for its record
 */
export async function recordMotion(context: BrowserContext): Promise<(page: Page) => Promise<string[]>> {
  await context.addInitScript(() => {
    const moved: string[] = []
    Object.assign(globalThis, { moved })
    const note = (animations: readonly Animation[]) => {
      for (const { effect } of animations) {
        const { duration, delay } = effect?.getComputedTiming() ?? {}
        const target = effect instanceof KeyframeEffect ? effect.target?.className : undefined
        if (Number(duration) + Number(delay) > 20) moved.push(`${target}: ${duration} ms`)
      }
    }
    for (const kind of ['transitionrun', 'animationstart'] as const) {
      document.addEventListener(kind, ({ target }) => note((target as Element).getAnimations()))
    }
    const animate = Element.prototype.animate
    Element.prototype.animate = function (...how) {
      const animation = animate.apply(this, how)
      note([animation])
      return animation
    }
    for (const name of ['scroll', 'scrollTo', 'scrollBy', 'scrollIntoView'] as const) {
      for (const object of [Element.prototype, window] as unknown as Record<string, (...how: unknown[]) => void>[]) {
        const scroll = object[name]
        if (!scroll) continue
        object[name] = function (...how) {
          const asked = (how[0] as ScrollOptions | undefined)?.behavior ?? 'auto'
          const style = this instanceof Element ? getComputedStyle(this).scrollBehavior : 'auto'
          if (asked === 'smooth' || (asked === 'auto' && style === 'smooth')) moved.push(`${name} smoothly`)
          scroll.apply(this, how)
        }
      }
    }
  })
  return page => page.evaluate(() => [...new Set((globalThis as unknown as { moved: string[] }).moved)])
}
