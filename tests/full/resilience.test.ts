/** Browsers that refuse something, files that do not arrive, and a race that is resized or printed. */
import type { Page } from 'playwright-chromium'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { findSlides, linked, races, slides, steps } from '../support/deck'
import { layoutProblems } from '../support/layout'
import { letters, readPdf } from '../support/pdf'
import { newWindow, openSlide, settled, site, walk } from '../support/site'

const [race = expect.fail('no slide has a race')] = races

describe('a browser that refuses', () => {
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
    await walk(page, 'ArrowRight', steps.slice(0, 6))
    await page.keyboard.press('d')
    await page.goto(`${site.url}presenter/${linked.no}`)
    await settled(page, linked.no, 0)
    await page.keyboard.press('ArrowRight')
    await page.goto(`${site.url}overview`)
    await page.waitForSelector('.slidev-page')
    // Slidev's own notice of it, where storage is blocked
    expect(problems.filter(problem => !/operation is insecure/.test(problem) || problem.startsWith('uncaught'))).toEqual([])
  })
})

describe('a file that does not arrive', () => {
  /** The chunk of the build that holds a slide's heading, and the numbers of all slides in it. */
  async function chunkOf(title: string): Promise<{ name: string, numbers: number[] }> {
    const folder = path.join(site.folder, 'assets/slides')
    for (const name of (await readdir(folder)).filter(name => name.endsWith('.js'))) {
      const text = await readFile(path.join(folder, name), 'utf8')
      if (text.includes(title)) return { name, numbers: slides.filter(slide => text.includes(slide.title)).map(({ no }) => no) }
    }
    throw new Error(`no chunk has "${title}"`)
  }

  const here = `#app #slide-content [data-slidev-no="${linked.no}"]`

  it('of a slide: its place says so, the other slides are there, and trying again brings it', async () => {
    const { page } = await newWindow()
    const { name: chunk, numbers } = await chunkOf(linked.title)
    const other = slides.find(({ no }) => no > linked.no && !numbers.includes(no)) ?? expect.fail('all slides are in one file')
    await page.route(`**/${chunk}`, route => route.abort('connectionreset'))
    await page.goto(`${site.url}${linked.no}`)
    const again = page.locator(here).getByRole('button', { name: 'Try again' })
    await again.waitFor({ state: 'visible' })
    expect(await page.locator(here).innerText()).toContain('This slide did not load')

    for (let no = linked.no; no < other.no; no += 1) await page.keyboard.press('ArrowDown')
    await settled(page, other.no, 0)
    for (let no = linked.no; no < other.no; no += 1) await page.keyboard.press('ArrowUp')
    await again.waitFor({ state: 'visible' })
    await page.unroute(`**/${chunk}`)
    await again.click()
    await page.locator(here).getByRole('heading', { name: linked.title }).waitFor()
  })

  it.each([
    { what: 'of the presenter', file: /\/slidev\/presenter-[^/]+\.js$/, address: `presenter/${linked.no}`, arrives: '.slidev-note' },
    { what: 'of the overview', file: /\/overview-[^/]+\.js$/, address: 'overview', arrives: '.slidev-page' },
    { what: 'that everything begins with', file: /\/assets\/index-[^/]+\.js$/, address: String(linked.no), arrives: `${here} h1` },
    { what: 'that it imports', file: /\/modules\/vue-[^/]+\.js$/, address: String(linked.no), arrives: `${here} h1` },
  ])('$what: a message with "Try again", which brings it to the same place', async ({ file, address, arrives }) => {
    const { page } = await newWindow()
    await page.route(file, route => route.abort('connectionreset'))
    await page.goto(site.url + address)
    const message = page.getByRole('alert').filter({ hasText: 'A part of this deck did not load.' })
    await message.waitFor({ state: 'visible' })
    const again = message.getByRole('button', { name: 'Try again' })
    expect(await again.evaluate(button => button === document.activeElement)).toBe(true)

    await page.unroute(file)
    await page.keyboard.press('Enter')
    await page.waitForSelector(arrives)
    await page.waitForFunction(() => globalThis.deckPosition() !== undefined)
    expect(new URL(page.url()).pathname).toBe(`${site.base}${address}`)
    expect(await message.count()).toBe(0)
  })

  it('the style sheet: the slide comes without it', async () => {
    const { page } = await newWindow()
    await page.route(/\/assets\/(?!index)[^/]+\.css$/, route => route.abort('connectionreset'))
    await page.goto(`${site.url}${race.no}`)
    await page.locator(`#app #slide-content [data-slidev-no="${race.no}"] h1`).waitFor()
    expect(await page.getByText('This slide did not load').count()).toBe(0)
  })

  it('on a slow host: keys pressed meanwhile are not lost once the deck is there, and nothing fails', async () => {
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

describe('a race', () => {
  const slideOf = (page: Page) => page.locator(`#app #slide-content [data-slidev-no="${race.no}"]`)
  const { no, clicks } = race

  it.each(findSlides(({ content }) => / race="/.test(content)))('nothing is cut off, overlaps or is too small to read once it is over (slide $no)', async ({ no, clicks }) => {
    const { page } = await newWindow({ reducedMotion: 'no-preference' })
    await openSlide(page, site, no, clicks)
    await page.locator(`#app [data-slidev-no="${no}"] .race button:not(.running)`).waitFor({ timeout: 60_000 })
    expect(await layoutProblems(page)).toEqual([])
  })

  it('in a window that is resized ends as it does in a window that is left alone', async () => {
    // with reduced motion there is no race but its end
    const still = await newWindow()
    await openSlide(still.page, site, no, clicks)
    const end = await slideOf(still.page).innerText()

    const { page, problems } = await newWindow({ reducedMotion: 'no-preference' })
    await openSlide(page, site, no, clicks - 1)
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

  it('that is printed is over on paper, and the deck goes on', async () => {
    const shownBy = (page: Page) => slideOf(page).locator('h1, .punch strong, .timing .label, .timing .time, .timing .ratio, .clock').allInnerTexts()
    const still = await newWindow()
    await openSlide(still.page, site, no, clicks)
    const end = (await shownBy(still.page)).map(letters)
    expect(end.length).toBeGreaterThan(5)

    const { page, problems } = await newWindow({ reducedMotion: 'no-preference' })
    await openSlide(page, site, no, clicks - 1)
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
    await settled(page, no, clicks - 1)
    expect(problems).toEqual([])
  })
})
