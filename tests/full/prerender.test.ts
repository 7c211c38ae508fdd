/** The slides in the HTML: before any script has come, without one, and how the deck takes their place. */
import type { BrowserContextOptions, Page, Route } from 'playwright-chromium'
import type { Found } from '../support/found'
import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import pixelmatch from 'pixelmatch'
import { PNG } from 'pngjs'
import { describe, expect, it } from 'vitest'
import { BEFORE_PAINT } from '../../addons/hosted/prerender/inline/before-paint'
import { linked, races, slides, title } from '../support/deck'
import { note } from '../support/found'
import { newWindow, openSlide, position, settled, site } from '../support/site'

const FIRST = '#first-slide:visible'
/** Share of the pixels that may differ: edges of pictures are drawn a hair apart where the deck has moved them in. */
const TOLERANCE = 0.0005
const [race = linked] = races

const pageOf = (no: number) => readFile(path.join(site.folder, `${no}.html`), 'utf8')

/** How much of the window differs between two of its pictures. */
function difference(one: Buffer, other: Buffer): number {
  const [a, b] = [PNG.sync.read(one), PNG.sync.read(other)]
  return pixelmatch(a.data, b.data, undefined, a.width, a.height, { threshold: 0.1 }) / (a.width * a.height)
}

/** A window that keeps a record of what shifts in it, and where requests wait until they are let through. */
async function windowBeforeScripts(options: BrowserContextOptions, held = '**/*.js') {
  const { page, context } = await newWindow(options)
  await page.addInitScript(() => {
    const shifts: number[] = []
    Object.assign(globalThis, { shifts })
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) shifts.push((entry as PerformanceEntry & { value: number }).value)
    }).observe({ type: 'layout-shift', buffered: true })
  })
  let waiting: Route[] | undefined
  await context.route(held, route => waiting ? void waiting.push(route) : route.continue())
  return {
    page,
    context,
    /** From now on. */
    hold: () => void (waiting = []),
    /** What waits, and all that follows. */
    release: async () => {
      const routes = waiting ?? []
      waiting = undefined
      await Promise.all(routes.map(route => route.continue()))
    },
    /** Sum of all shifts of this page until now. */
    shifted: () => page.evaluate(() => (globalThis as unknown as { shifts: number[] }).shifts.reduce((sum, value) => sum + value, 0)),
  }
}

/** Waits until Slidev's own slide is what one sees, alone, without its controls. */
async function replaced(page: Page, no: number): Promise<void> {
  await settled(page, no, 0)
  await page.evaluate(() => {
    const sheet = new CSSStyleSheet()
    sheet.replaceSync('#slide-container > :not(#slide-content) { display: none !important }')
    document.adoptedStyleSheets.push(sheet)
  })
}

/** How the slide in the HTML, before any script has come, differs from Slidev's: in pixels, place, and in what has shifted since. */
async function handover({ page, hold, release, shifted }: Awaited<ReturnType<typeof windowBeforeScripts>>, address: string, no: number): Promise<string[]> {
  hold()
  await page.goto(site.url + address, { waitUntil: 'commit' })
  await page.waitForSelector(FIRST)
  await page.waitForFunction(() => document.fonts.status === 'loaded' && [...document.images].every(image => image.complete))
  // on a phone held upright the deck adds the notes below the slide
  const box = async (slide: string) => await page.locator(slide).boundingBox() ?? undefined
  const place = await box('#first-slide #slide-container')
  const before = await page.screenshot({ clip: place })
  const hasShifted = await shifted()
  await release()
  await replaced(page, no)
  const differs = difference(before, await page.screenshot({ clip: place }))
  const shift = await shifted() - hasShifted
  const now = await box('#app #slide-container')
  return [
    ...differs > TOLERANCE ? [`${(differs * 100).toFixed(3)} % of the pixels differ`] : [],
    ...shift > 0 ? [`shifts by ${shift}`] : [],
    ...JSON.stringify(now) === JSON.stringify(place) ? [] : [`is at ${JSON.stringify(now)}, was at ${JSON.stringify(place)}`],
  ]
}

describe('without scripts', () => {
  it('links lead through all slides and back; each has a head of its own and shows what its clicks bring', async () => {
    const { page, problems } = await newWindow({ javaScriptEnabled: false })
    await page.goto(site.url)
    const content = (selector: string, attribute: string) => page.locator(selector).getAttribute(attribute)
    const seen = new Set<string | null>()
    for (const { no } of slides) {
      if (no > 1) {
        await page.locator('a[rel="next"]').click()
        await page.waitForURL(`${site.url}${no}`)
        expect(await content('a[rel="prev"]', 'href')).toBe(`${site.base}${no - 1}`)
      }
      const shown = page.locator('[data-slidev-no]:visible').first()
      expect(await shown.getAttribute('data-slidev-no')).toBe(String(no))
      expect((await shown.getByRole('heading', { level: 1 }).innerText()).length, `slide ${no}`).toBeGreaterThan(2)
      expect(await page.locator('.first-slide:visible .slidev-vclick-hidden:not(.slidev-vclick-hidden-explicitly)').count(), `slide ${no}: what clicks bring`).toBe(0)
      expect(await page.title()).toContain(title)
      const description = await content('meta[name="description"]', 'content')
      expect(description?.length, `slide ${no}: description`).toBeGreaterThan(20)
      expect(await content('meta[property="og:description"]', 'content')).toBe(description)
      expect(await content('meta[property="og:title"]', 'content')).toBe(await page.title())
      const canonical = new URL(await content('link[rel="canonical"]', 'href') ?? '', page.url())
      expect(canonical.pathname).toMatch(no === 1 ? /\/$/ : new RegExp(`/${no}$`))
      seen.add(await page.title()).add(description)
    }
    expect(seen.size).toBe(slides.length * 2)
    expect(await page.locator('a[rel="next"]').count()).toBe(0)
    // with scripts off the browser blocks them
    expect(problems.filter(problem => !/\.js \(csp\)$/.test(problem))).toEqual([])
  })

  it('every slide has a picture for link previews, as large as it says', async () => {
    const { page } = await newWindow()
    await page.goto(`${site.url}read/`)
    const pictures = new Set<string>()
    for (const { no, title } of slides) {
      const html = await pageOf(no)
      const property = (name: string) => new RegExp(`<meta property="${name}" content="([^"]*)"`).exec(html)?.[1] ?? ''
      // absolute, at the site's own address, which the tests' build was given
      expect(property('og:image'), `slide ${no}`).toBe(`${property('og:url').replace(/[^/]*$/, '')}previews/${no}.webp`)
      expect(property('og:image:alt')).toContain(title.split(/[\s(<]/)[0])
      const size = await page.evaluate(async (url) => {
        const picture = await createImageBitmap(await (await fetch(url)).blob())
        return [picture.width, picture.height]
      }, `${site.url}previews/${no}.webp`)
      expect(size).toEqual([Number(property('og:image:width')), Number(property('og:image:height'))])
      pictures.add(createHash('sha256').update(await readFile(path.join(site.folder, `previews/${no}.webp`))).digest('hex'))
    }
    expect(pictures.size).toBe(slides.length)
  })

  it('a page asks nothing of a Content-Security-Policy but hashes, and names no address of the build', async () => {
    const scripts = new Set<string>()
    for (const { no } of slides) {
      const html = await pageOf(no)
      const inline = [...html.matchAll(/<script(?![^>]* (?:src|type="application\/json"))[^>]*>([\s\S]*?)<\/script>/g)].map(([, script = '']) => script)
      expect(inline.includes(BEFORE_PAINT), `slide ${no}`).toBe(true)
      for (const script of inline) scripts.add(script)
      // the same few on every page, so that their hashes fit into one header
      expect(scripts.size).toBe(inline.length)
      expect(html.match(/<[a-z][^>]* (?:style|on\w+)=/)?.[0]).toBeUndefined()
      expect(html.includes('localhost'), `slide ${no}`).toBe(false)
    }
  })
})

describe('the deck takes the place of the slide in the HTML', () => {
  it.each([
    { colorScheme: 'light', viewport: { width: 1280, height: 720 } },
    { colorScheme: 'dark', viewport: { width: 1024, height: 768 } },
    { colorScheme: 'light', viewport: { width: 390, height: 844 } },
  ] as const)('without a shift and with the same pixels, on every slide ($colorScheme, $viewport.width wide)', async (options) => {
    const opened = await windowBeforeScripts(options)
    const found: Found = {}
    for (const { no } of slides) note(found, `slide ${no}`, await handover(opened, String(no), no))
    expect(found).toEqual({})
  })

  it('from a page that has looked the same without any style sheet or script', async () => {
    const found: Found = {}
    for (const [address, no] of [['', 1], [String(race.no), race.no]] as const) {
      // what comes late may shift here
      const wrong = await handover(await windowBeforeScripts({}, '**/*.{js,css}'), address, no)
      note(found, `/${address}`, wrong.filter(problem => problem.includes('pixels')))
    }
    expect(found).toEqual({})
  })

  it('while fonts come late, with next to no shift', async () => {
    const opened = await windowBeforeScripts({}, '**/*.woff2')
    const found: Found = {}
    for (const { no } of slides) {
      opened.hold()
      await opened.page.goto(site.url + no, { waitUntil: 'commit' })
      await opened.page.waitForSelector(`${FIRST}, #app [data-slidev-no="${no}"]`)
      await opened.page.evaluate(() => new Promise(requestAnimationFrame))
      await opened.release()
      await replaced(opened.page, no)
      const shift = await opened.shifted()
      // a tenth of what counts as good
      note(found, `slide ${no}`, shift > 0.01 ? [`shifts by ${shift}`] : [])
    }
    expect(found).toEqual({})
  })

  it('in the colour scheme that was chosen on an earlier visit', async () => {
    const { page, context } = await newWindow({ colorScheme: 'light' })
    await page.goto(site.url)
    await page.evaluate(() => localStorage.setItem('slidev-color-schema', 'dark'))
    await context.route('**/*.js', route => route.abort())
    await page.reload()
    expect(await page.locator('html').getAttribute('class')).toBe('dark')
  })

  it('and goes on with a key that came before it was done', async () => {
    const { page, context } = await newWindow()
    // a picture that does not come keeps the first slide waiting
    await context.route('**/pictures/*', () => new Promise(() => {}))
    await page.goto(`${site.url}1`, { waitUntil: 'commit' })
    // the deck is below it and answers
    await page.waitForSelector('#first-slide[inert]')
    await page.keyboard.press('ArrowRight')
    await page.waitForFunction(() => globalThis.deckPosition()?.clicks === 1)
    await page.waitForSelector('#first-slide', { state: 'detached' })
  })

  it('it is not printed', async () => {
    const { page, context } = await newWindow()
    await context.route('**/*.js', route => route.abort())
    await page.goto(site.url)
    expect(await page.locator(FIRST).count()).toBe(1)
    await page.emulateMedia({ media: 'print' })
    expect(await page.locator(FIRST).count()).toBe(0)
  })
})

describe('the next slide', () => {
  it('is there with its pictures before it is asked for', async () => {
    const { page, context } = await newWindow()
    const found: Found = {}
    // without the last, which has none after it
    for (const { no } of slides.slice(0, -1)) {
      await openSlide(page, site, no)
      await page.waitForLoadState('networkidle')
      await context.setOffline(true)
      await page.keyboard.press('ArrowDown')
      await settled(page, no + 1, 0).catch(error => note(found, `slide ${no + 1}`, [String(error)]))
      note(found, `slide ${no + 1}`, await page.evaluate(no => [...document.querySelectorAll<HTMLImageElement>(`#slide-content [data-slidev-no="${no}"] img`)]
        .filter(image => !image.naturalWidth).map(image => image.src), no + 1))
      await context.setOffline(false)
    }
    expect(found).toEqual({})
    expect(await position(page)).toMatchObject({ no: slides.length })
  })
})
