/** What only time brings out: memory that is never given back, windows that fall out of step, an input that nobody thought of. */
import type { Page } from 'playwright-chromium'
import type { Metrics } from '../support/metrics'
import { describe, expect, it } from 'vitest'
import { randomNumbers } from '../../addons/stage/tests/model'
import { slides, steps } from '../support/deck'
import { measurePage } from '../support/metrics'
import { newWindow, openSlide, settled, site } from '../support/site'

/**
 * The most that a page may hold more after a long time than before. Slidev keeps every slide that it has shown, so the
 * count starts once all have been. What is left is Vue's and the browser's own caches.
 */
const MAY_GROW: Metrics = { heap: 4_000_000, listeners: 40, nodes: 1500 }

function expectNoLeak(before: Metrics, after: Metrics, what: string): void {
  const grown = { heap: after.heap - before.heap, listeners: after.listeners - before.listeners, nodes: after.nodes - before.nodes }
  for (const kind of ['heap', 'listeners', 'nodes'] as const) {
    expect(grown[kind], `${kind} of ${what}: ${before[kind]} before, ${after[kind]} after`).toBeLessThanOrEqual(MAY_GROW[kind])
  }
}

/** Shows every slide at every click, and comes back to the first. */
async function showAll(page: Page): Promise<void> {
  for (const { no } of slides.slice(1)) {
    await page.keyboard.press('ArrowDown')
    await settled(page, no, 0)
  }
  for (const { no } of slides.slice(0, -1).toReversed()) {
    await page.keyboard.press('ArrowUp')
    await page.waitForFunction(no => globalThis.deckPosition()?.no === no, no)
  }
}

/**
 * Waits until the page has taken a key or a tap. Where the page is being left at that moment, Chromium may never say so: then
 * it counts that the page answers.
 *
 * @throws if the page does not answer in Playwright's time
 */
async function takenBy(page: Page, input: Promise<void>): Promise<void> {
  const isTaken = await Promise.race([input.then(() => true), new Promise(resolve => setTimeout(resolve, 10_000, false))])
  if (isTaken) return
  input.catch(() => {})
  await page.waitForFunction(() => true)
}

describe('in the long run', () => {
  it('an hour of clicks keeps two audience windows in step with the presenter, and nothing piles up', async () => {
    const { page: presenter, context, problems } = await newWindow()
    await presenter.clock.install({ time: new Date('2024-03-06T18:00:00') })
    await presenter.goto(`${site.url}presenter/1`)
    const audience = [await context.newPage(), await context.newPage()]
    for (const page of audience) await page.goto(`${site.url}1`)
    const all = [presenter, ...audience]
    await Promise.all(all.map(page => page.waitForFunction(() => globalThis.deckPosition()?.no === 1)))

    const there = (step: { no: number, clicks: number }) => Promise.all(all.map(page => page.waitForFunction(
      ({ no, clicks }) => globalThis.deckPosition()?.no === no && globalThis.deckPosition()?.clicks === clicks,
      step,
      // the clock is stopped in between, and with it what waits for a frame
      { polling: 20 },
    )))
    const walk = async () => {
      for (const [key, path] of [['ArrowRight', steps.slice(1)], ['ArrowLeft', steps.slice(0, -1).toReversed()]] as const) {
        for (const step of path) {
          await presenter.keyboard.press(key)
          await presenter.clock.runFor(500)
          await there(step)
          await presenter.clock.fastForward(29_500)
        }
      }
    }
    await walk()
    const before = await Promise.all(all.map(measurePage))
    const started = await presenter.evaluate(() => Date.now())
    while (await presenter.evaluate(() => Date.now()) - started < 3_600_000) await walk()
    const after = await Promise.all(all.map(measurePage))
    for (const [index, what] of ['the presenter', 'an audience window', 'the other'].entries()) {
      const [had, has] = [before[index], after[index]]
      if (had && has) expectNoLeak(had, has, what)
    }
    expect(problems).toEqual([])
  })

  it('2,000 random keys and taps do no harm, and nothing piles up', async () => {
    const SEED = 20_240_306
    const random = randomNumbers(SEED)
    const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)] as T
    const KEYS = [
      'ArrowRight', 'ArrowRight', 'ArrowRight', 'ArrowLeft', 'ArrowUp', 'ArrowDown', 'Space', 'Shift+Space', 'PageUp', 'PageDown', 'Home', 'End',
      'Escape', 'Escape', 'Enter', 'Tab', 'Shift+Tab', 'o', 'g', 'd', 'f', 'x', '+', '-', '0', '1', '2', '3', '4', '7', 'a', 'z', '?', 'Backspace', 'Delete',
    ]
    const { page, context, problems } = await newWindow({ hasTouch: true })
    // a tap on a link to the outside would lead away from what is tested, and the PDF would be saved each time
    await context.addInitScript(() => addEventListener('click', (event) => {
      const link = (event.target as Element | null)?.closest?.('a')
      if (link && (link.origin !== location.origin || link.download)) event.preventDefault()
    }, true))
    // the presenter's mirror asks which screen; nobody is there to say
    await context.addInitScript(() => navigator.mediaDevices.getDisplayMedia = () => new Promise(() => {}))
    context.on('page', opened => void opened.close())
    await openSlide(page, site, 1)
    await showAll(page)
    const before = await measurePage(page)
    for (let i = 0; i < 2000; i += 1) {
      const input = random() < 0.75
        ? page.keyboard.press(pick(KEYS))
        : page.touchscreen.tap(Math.floor(random() * 1280), Math.floor(random() * 720))
      await takenBy(page, input)
      expect(problems, `seed ${SEED}, step ${i}`).toEqual([])
    }
    await openSlide(page, site, 1)
    await showAll(page)
    expectNoLeak(before, await measurePage(page), 'the window')
    expect(problems).toEqual([])
  })
})
