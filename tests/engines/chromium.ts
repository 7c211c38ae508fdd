import type { Browser } from 'playwright-chromium'
import type { Engine, EngineOptions, Tab } from './engine'

/** Chromium behind the same interface, in a context of its own, so that one test runs in each engine. */
export async function useChromium(browser: Browser, { dark = false, reducedMotion = false, script = true }: EngineOptions = {}): Promise<Engine> {
  const context = await browser.newContext({
    colorScheme: dark ? 'dark' : 'light',
    reducedMotion: reducedMotion ? 'reduce' : 'no-preference',
    javaScriptEnabled: script,
    hasTouch: true,
  })
  const problems: string[] = []
  context.on('console', message => message.type() === 'error' && problems.push(message.text()))
  context.on('weberror', error => problems.push(error.error().message))

  async function newTab(): Promise<Tab> {
    const page = await context.newPage()
    return {
      goto: async url => void await page.goto(url, { waitUntil: 'domcontentloaded' }),
      evaluate: (run, ...args) => page.evaluate(`(${run})(...${JSON.stringify(args)})`),
      press: key => page.keyboard.press(key),
      touch: async (...fingers) => {
        const session = await context.newCDPSession(page)
        const at = (step: number) => fingers.map((path, id) => ({ ...path[Math.min(step, path.length - 1)] ?? { x: 0, y: 0 }, id }))
        await session.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: at(0) })
        for (let step = 1; step < Math.max(...fingers.map(({ length }) => length)); step++) await session.send('Input.dispatchTouchEvent', { type: 'touchMove', touchPoints: at(step) })
        await session.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] })
        await session.detach()
      },
      resize: (width, height) => page.setViewportSize({ width, height }),
      screenshot: () => page.screenshot(),
      print: (landscape = false) => page.pdf({ format: 'A4', landscape, printBackground: true }),
      close: () => page.close(),
    }
  }
  return { name: 'chromium', newTab, problems, close: () => context.close() }
}
