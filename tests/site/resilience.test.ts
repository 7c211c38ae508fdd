import type { Page } from 'playwright-chromium'
import type { Metrics } from '../support/metrics'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { slides } from '../support/deck'
import { measurePage } from '../support/metrics'
import { letters, readPdf } from '../support/pdf'
import { randomNumbers } from '../support/random'
import { newWindow, openSlide, position, settled, sites } from '../support/site'

const site = sites.sub
const last = slides.length
/** A slide with clicks, and the one after it has an address of its own. */
const clicked = slides.find(({ no, clicks }) => clicks >= 2 && no > 1 && no < last) ?? slides[0]
const raced = slides.findIndex(({ content }) => /<TimingComparison[^>]* race="rounds"/.test(content)) + 1

/** Waits until the deck stands somewhere, and says where. */
async function somewhere(page: Page) {
  await page.waitForFunction(() => globalThis.deckPosition() && document.querySelector('#slide-content .slidev-page h1, #slide-content .slidev-page h2'))
  return position(page)
}

describe.each(Object.values(sites))('an address that is wrong, at $base', (site) => {
  it.each(['99', '0', '-1', '3x', 'abc', '3000000000000000000000'])('/%s shows a slide, from which the keys lead on and back', async (address) => {
    const { page, problems } = await newWindow()
    await page.goto(site.url + address)
    const from = await somewhere(page)
    const no = from?.no ?? Number.NaN
    expect(from).toMatchObject({ no: expect.any(Number), clicks: 0 })
    await settled(page, no, 0)
    await page.keyboard.press('ArrowDown')
    await settled(page, no + 1, 0)
    await page.keyboard.press('ArrowUp')
    await settled(page, no, 0)
    await page.keyboard.press('ArrowRight')
    await (slides[no - 1]?.clicks ? settled(page, no, 1) : settled(page, no + 1, 0))
    expect(problems).toEqual([])
  })

  it.each([
    ['999', clicked?.clicks],
    ['99999999999999999999999', clicked?.clicks],
    ['abc', 0],
    ['-3', 0],
    ['1.5', 0],
    ['', 0],
  ])('?clicks=%s is taken as what the slide has, and the way back is one key', async (clicks, taken = 0) => {
    if (!clicked) throw new Error('no slide has clicks')
    const { page, problems } = await newWindow()
    await page.goto(`${site.url}${clicked.no}?clicks=${clicks}`)
    await settled(page, clicked.no, taken)
    await page.keyboard.press('ArrowLeft')
    const before = slides[clicked.no - 2]
    await (taken > 0 ? settled(page, clicked.no, taken - 1) : settled(page, clicked.no - 1, before?.clicks ?? 0))
    expect(problems).toEqual([])
  })

  it.each(['#', '#nowhere', '#%E0%A4%A', '#/7', '#"><script>', '?clicks=1&clicks=2#x', '?print=&range=9-1', '?embedded&x=%00'])('/3%s shows a slide', async (rest) => {
    const { page, problems } = await newWindow()
    await page.goto(`${site.url}3${rest}`)
    await page.waitForFunction(() => document.querySelector('.slidev-page h1, .slidev-page h2, .print-slide-container, #print-container'))
    expect(problems).toEqual([])
  })
})

describe.each(Object.values(sites))('a browser that refuses, at $base', (site) => {
  const refusals: Record<string, () => void> = {
    'storage': () => {
      const refuse = () => {
        throw new DOMException('The operation is insecure.', 'SecurityError')
      }
      for (const name of ['localStorage', 'sessionStorage', 'indexedDB', 'caches']) Object.defineProperty(globalThis, name, { get: refuse, configurable: true })
    },
    'service workers': () => {
      const refuse = () => {
        throw new DOMException('The operation is insecure.', 'SecurityError')
      }
      Object.defineProperty(Navigator.prototype, 'serviceWorker', { get: refuse })
    },
    'service workers it has': () => {
      ServiceWorkerContainer.prototype.register = () => Promise.reject(new DOMException('Failed to register', 'SecurityError'))
    },
    'BroadcastChannel': () => Reflect.deleteProperty(globalThis, 'BroadcastChannel'),
    'locks, wake locks and full screen': () => {
      Reflect.deleteProperty(Navigator.prototype, 'locks')
      Reflect.deleteProperty(Navigator.prototype, 'wakeLock')
      Element.prototype.requestFullscreen = () => Promise.reject(new TypeError('fullscreen error'))
    },
  }

  it.each(Object.entries(refusals))('%s shows the deck, the presenter and the overview', async (_, refuse) => {
    const { page, context, problems } = await newWindow({ serviceWorkers: 'allow' })
    await context.addInitScript(refuse)
    await openSlide(page, site, 1)
    for (const { no, clicks } of slides.slice(0, 3)) {
      for (let click = no === 1 ? 1 : 0; click <= clicks; click += 1) {
        await page.keyboard.press('ArrowRight')
        await settled(page, no, click)
      }
    }
    await page.keyboard.press('d')
    await page.goto(`${site.url}presenter/2`)
    await settled(page, 2, 0)
    await page.keyboard.press('ArrowRight')
    await page.goto(`${site.url}overview`)
    await page.waitForSelector('.slidev-page')
    // Slidev's own notice of it, where storage is blocked
    expect(problems.filter(problem => !/operation is insecure/.test(problem) || problem.startsWith('uncaught'))).toEqual([])
  })
})

describe.each(Object.values(sites))('a file that does not arrive, at $base', (site) => {
  /** The chunk of the build that holds a slide's heading. */
  async function chunkOf(title: string): Promise<string> {
    const assets = path.join(site.folder, 'assets')
    for (const name of await readdir(assets, { recursive: true })) {
      if (!/(?:^|\/)md-[^/]+\.js$/.test(name)) continue
      if ((await readFile(path.join(assets, name), 'utf8')).includes(title)) return `${path.basename(name)}`
    }
    throw new Error(`no chunk has "${title}"`)
  }

  it('of a slide: its place says so, the other slides are there, and trying again brings it', async () => {
    const slide = slides[4]
    if (!slide) throw new Error('the deck is too short')
    const { page } = await newWindow()
    const chunk = await chunkOf(slide.title)
    await page.route(`**/${chunk}`, route => route.abort('connectionreset'))
    await openSlide(page, site, slide.no - 1)
    await page.keyboard.press('End')
    await page.goto(`${site.url}${slide.no}`)
    const again = page.locator(`#app #slide-content [data-slidev-no="${slide.no}"]`).getByRole('button', { name: 'Try again' })
    await again.waitFor({ state: 'visible' })
    expect(await page.locator(`#app #slide-content [data-slidev-no="${slide.no}"]`).innerText()).toContain('This slide did not arrive')

    await page.keyboard.press('ArrowDown')
    await settled(page, slide.no + 1, 0)
    await page.keyboard.press('ArrowUp')
    await again.waitFor({ state: 'visible' })
    await page.unroute(`**/${chunk}`)
    await again.click()
    await page.locator(`#app #slide-content [data-slidev-no="${slide.no}"]`).getByRole('heading', { name: slide.title }).waitFor()
  })

  it.each([
    { what: 'of the audience\'s page', file: /\/slidev\/play-[^/]+\.js$/, address: '3', arrives: '#app #slide-content [data-slidev-no="3"] h1' },
    { what: 'of the presenter', file: /\/slidev\/presenter-[^/]+\.js$/, address: 'presenter/3', arrives: '.slidev-note' },
    { what: 'of the overview', file: /\/overview-[^/]+\.js$/, address: 'overview', arrives: '.slidev-page' },
    { what: 'that everything begins with', file: /\/assets\/index-[^/]+\.js$/, address: '3', arrives: '#app #slide-content [data-slidev-no="3"] h1' },
    { what: 'that it imports', file: /\/modules\/vue-[^/]+\.js$/, address: '3', arrives: '#app #slide-content [data-slidev-no="3"] h1' },
  ])('$what: a message with "Try again", which brings it to the same place', async ({ file, address, arrives }) => {
    const { page } = await newWindow()
    await page.route(file, route => route.abort('connectionreset'))
    await page.goto(site.url + address)
    const message = page.getByRole('alert').filter({ hasText: 'A part of this deck did not arrive.' })
    await message.waitFor({ state: 'visible' })
    const again = message.getByRole('button', { name: 'Try again' })
    expect(await again.evaluate(button => button === document.activeElement)).toBe(true)

    await page.unroute(file)
    await page.keyboard.press('Enter')
    await page.waitForSelector(arrives)
    await page.waitForFunction(() => globalThis.deckPosition() !== undefined)
    expect(new URL(page.url()).pathname).toBe(`${site.base}${address}`)
    expect(await page.locator('#deck-trouble').count()).toBe(0)
  })

  it('a style sheet of a slide: the slide comes without it', async () => {
    const { page } = await newWindow()
    await page.route(/\/assets\/(?!index)[^/]+\.css$/, route => route.abort('connectionreset'))
    await page.goto(`${site.url}${raced}`)
    await page.locator(`#app #slide-content [data-slidev-no="${raced}"] h1`).waitFor()
    expect(await page.getByText('This slide did not arrive').count()).toBe(0)
  })

  it('on a slow host: keys pressed meanwhile are not lost once the deck stands, and nothing fails', async () => {
    const { page, problems } = await newWindow()
    await page.route(/\.(?:js|css|svg)$/, async (route) => {
      await new Promise(resolve => setTimeout(resolve, 700))
      await route.continue()
    })
    await page.goto(`${site.url}2`)
    await page.waitForFunction(() => globalThis.deckPosition() !== undefined)
    for (let i = 0; i < 3; i += 1) await page.keyboard.press('ArrowDown')
    await settled(page, 5, 0)
    expect(problems).toEqual([])
  })
})

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

describe('a long day', () => {
  it('an hour of clicks keeps two audience windows in step with the presenter, and nothing piles up', async () => {
    const { page: presenter, context, problems } = await newWindow()
    await presenter.clock.install({ time: new Date('2024-03-06T18:00:00') })
    await presenter.goto(`${site.url}presenter/1`)
    const audience = [await context.newPage(), await context.newPage()]
    for (const page of audience) await page.goto(`${site.url}1`)
    const all = [presenter, ...audience]
    await Promise.all(all.map(page => page.waitForFunction(() => globalThis.deckPosition()?.no === 1)))

    const steps = slides.flatMap(({ no, clicks }) => Array.from({ length: clicks + 1 }, (_, click) => ({ no, clicks: click })))
    const there = (step: { no: number, clicks: number }) => Promise.all(all.map(page => page.waitForFunction(
      ({ no, clicks }) => globalThis.deckPosition()?.no === no && globalThis.deckPosition()?.clicks === clicks,
      step,
      // the clock stands still in between, and with it what waits for a frame
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
  }, 1_800_000)

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
  }, 1_800_000)
})

describe.each(Object.values(sites))('in the middle of something, at $base', (site) => {
  it('the window is resized while a race runs: it ends as it does in a window that is left alone', async () => {
    const slideOf = (page: Page) => page.locator(`#app #slide-content [data-slidev-no="${raced}"]`)
    const clicks = slides[raced - 1]?.clicks ?? 0
    // with reduced motion there is no race but its end
    const still = await newWindow()
    await openSlide(still.page, site, raced, clicks)
    const end = await slideOf(still.page).innerText()

    const { page, problems } = await newWindow({ reducedMotion: 'no-preference' })
    await openSlide(page, site, raced, clicks - 1)
    await page.keyboard.press('ArrowRight')
    for (const [width, height] of [[390, 844], [844, 390], [1920, 1080], [320, 256], [1024, 768], [1280, 720]] as const) {
      await page.setViewportSize({ width, height })
      await page.waitForFunction(clicks => globalThis.deckPosition()?.clicks === clicks, clicks)
    }
    // where there was a race there is a button that starts it again
    await expect.poll(async () => (await slideOf(page).innerText()).replace('Again\n\n', ''), { timeout: 60_000 }).toBe(end)
    expect(await slideOf(page).evaluate(slide => slide.scrollWidth > slide.clientWidth + 1 || slide.scrollHeight > slide.clientHeight + 1)).toBe(false)
    expect(problems).toEqual([])
  })

  it('printing during a race prints the slide as it stands when the race is over, and the deck goes on', async () => {
    const clicks = slides[raced - 1]?.clicks ?? 0
    const shownBy = (page: Page) => page.locator(`#app #slide-content [data-slidev-no="${raced}"]`).locator('h1, .punch strong, .timing .label, .timing .time, .timing .ratio, .clock').allInnerTexts()
    const still = await newWindow()
    await openSlide(still.page, site, raced, clicks)
    const end = (await shownBy(still.page)).map(letters)
    expect(end.length).toBeGreaterThan(5)

    const { page, problems } = await newWindow({ reducedMotion: 'no-preference' })
    await openSlide(page, site, raced, clicks - 1)
    await page.keyboard.press('ArrowRight')
    await page.locator('.timing .runner').first().waitFor({ state: 'attached' })
    // on paper of the window's shape: Slidev fits the slide to the window, not to the paper
    const printed = await page.pdf({ width: '1280px', height: '720px' })
    // it was not over when it was printed
    expect(await page.locator('.timing .runner').count()).toBeGreaterThan(0)
    const file = path.join(await mkdtemp(path.join(tmpdir(), 'printed-')), 'slide.pdf')
    onTestFinished(() => rm(path.dirname(file), { recursive: true }))
    await writeFile(file, printed)
    const { pages } = await readPdf(file)
    const text = letters(pages.map(({ text }) => text).join(' '))
    expect(end.filter(part => !text.includes(part))).toEqual([])

    await expect.poll(async () => (await shownBy(page)).map(letters), { timeout: 60_000 }).toEqual(end)
    await page.keyboard.press('ArrowLeft')
    await settled(page, raced, clicks - 1)
    expect(problems).toEqual([])
  })
})
