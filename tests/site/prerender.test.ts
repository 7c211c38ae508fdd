import type { BrowserContext, Page } from 'playwright-chromium'
import type { Site } from '../support/setup'
import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import pixelmatch from 'pixelmatch'
import { PNG } from 'pngjs'
import { describe, expect, it } from 'vitest'
import { GUARD } from '../../addons/hosted/prerender/inline/guard'
import { slides, title } from '../support/deck'
import { startHost } from '../support/host'
import { newWindow, openSlide, position, settled, sites } from '../support/site'

const FIRST = '#first-slide:visible'
/** Share of the pixels that may differ: edges of pictures are drawn a hair apart where the deck has moved them in. */
const TOLERANCE = 0.0005

const pageOf = (site: Site, no: number) => readFile(path.join(site.folder, `${no}.html`), 'utf8')

/** How much of the window differs between two of its pictures. */
function difference(one: Buffer, other: Buffer): number {
  const [a, b] = [PNG.sync.read(one), PNG.sync.read(other)]
  return pixelmatch(a.data, b.data, undefined, a.width, a.height, { threshold: 0.1 }) / (a.width * a.height)
}

/** Waits until Slidev's own slide is what one sees, alone, without its controls. */
async function takenOver(page: Page, no: number): Promise<void> {
  await settled(page, no, 0)
  await page.waitForSelector('#first-slide', { state: 'detached' })
  await page.evaluate(() => {
    const sheet = new CSSStyleSheet()
    sheet.replaceSync('#slide-container > :not(#slide-content) { display: none !important }')
    document.adoptedStyleSheets.push(sheet)
  })
}

/** Keeps a record of what shifts in the page, for `compare`. */
async function watchShifts(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const shifts: number[] = []
    Object.assign(globalThis, { shifts })
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) shifts.push((entry as PerformanceEntry & { value: number }).value)
    }).observe({ type: 'layout-shift', buffered: true })
  })
}

/** How the slide in the HTML, before any script has come, differs from Slidev's: in pixels, and in what has shifted. */
async function compare(page: Page, context: BrowserContext, address: string, no: number): Promise<{ differs: number, shift: number }> {
  // scripts are on their way: one that failed would be answered with a notice
  await context.route('**/*.js', () => new Promise(() => {}))
  await page.goto(address, { waitUntil: 'commit' })
  await page.waitForSelector(FIRST)
  await page.waitForFunction(() => document.fonts.status === 'loaded' && [...document.images].every(image => image.complete))
  // on a phone held upright the deck adds the notes below the slide
  const box = async (slide: string) => await page.locator(slide).boundingBox() ?? undefined
  const place = await box('#first-slide #slide-container')
  const before = await page.screenshot({ clip: place })
  await context.unrouteAll({ behavior: 'ignoreErrors' })
  await page.reload()
  await takenOver(page, no)
  expect(await box('#app #slide-container')).toEqual(place)
  const differs = difference(before, await page.screenshot({ clip: place }))
  // fonts are in the cache by now: what shifts is Slidev's doing
  const shift = await page.evaluate(() => (globalThis as unknown as { shifts: number[] }).shifts.reduce((sum, value) => sum + value, 0))
  return { differs, shift }
}

describe.each(Object.values(sites))('without scripts, at $base', (site) => {
  it('the title can be read, and links lead through all slides and back', async () => {
    const { page, problems } = await newWindow({ javaScriptEnabled: false })
    await page.goto(site.url)
    const heading = page.getByRole('heading', { level: 1 })
    await expect.poll(() => heading.filter({ visible: true }).innerText()).toContain('How Rust is speeding up Python')
    const follow = async (rel: string) => {
      await page.locator(`a[rel="${rel}"]`).click()
      await page.waitForLoadState()
    }
    for (const { no } of slides.slice(1)) {
      await follow('next')
      expect(new URL(page.url()).pathname).toBe(`${site.base}${no}`)
      expect(await page.locator('[data-slidev-no]:visible').getAttribute('data-slidev-no')).toBe(String(no))
    }
    expect(await page.locator('a[rel="next"]').count()).toBe(0)
    for (const { no } of slides.slice(0, -1).toReversed()) {
      await follow('prev')
      expect(new URL(page.url()).pathname).toBe(`${site.base}${no}`)
    }
    // with scripts off the browser blocks them
    expect(problems.filter(problem => !/\.js \(csp\)$/.test(problem))).toEqual([])
  })

  it('a slide shows what its clicks bring', async () => {
    const { page } = await newWindow({ javaScriptEnabled: false })
    for (const { no } of slides.filter(({ content }) => content.includes('v-click'))) {
      await page.goto(`${site.url}${no}`)
      const hidden = await page.locator('.first-slide:visible .slidev-vclick-hidden:not(.slidev-vclick-hidden-explicitly)').count()
      expect(hidden, `slide ${no}`).toBe(0)
    }
  })

  it('every slide has a picture for link previews, as large as it says', async () => {
    const { page } = await newWindow()
    await page.goto(`${site.url}read/`)
    const pictures = new Set<string>()
    for (const { no, title } of slides) {
      const html = await pageOf(site, no)
      const property = (name: string) => new RegExp(`<meta property="${name}" content="([^"]*)"`).exec(html)?.[1] ?? ''
      const address = property('og:image')
      // absolute, at the site's own address, which the tests' build was given
      expect(address, `slide ${no}`).toBe(`${property('og:url').replace(/[^/]*$/, '')}previews/${no}.webp`)
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

  it('every slide has a head of its own', async () => {
    const { page } = await newWindow({ javaScriptEnabled: false })
    const seen = new Set<string | null>()
    for (const { no } of slides) {
      await page.goto(`${site.url}${no}`)
      const content = (selector: string, attribute: string) => page.locator(selector).getAttribute(attribute)
      expect(await page.title()).toContain(title)
      const description = await content('meta[name="description"]', 'content')
      expect(description?.length).toBeGreaterThan(20)
      expect(await content('meta[property="og:description"]', 'content')).toBe(description)
      expect(await content('meta[property="og:title"]', 'content')).toBe(await page.title())
      const canonical = new URL(await content('link[rel="canonical"]', 'href') ?? '', page.url())
      expect(canonical.pathname).toMatch(no === 1 ? /\/$/ : new RegExp(`/${no}$`))
      seen.add(await page.title()).add(description)
    }
    expect(seen.size).toBe(slides.length * 2)
  })
})

describe('Slidev takes over', () => {
  const windows = [
    { site: sites.root, colorScheme: 'light', viewport: { width: 1280, height: 720 }, wanted: slides },
    { site: sites.root, colorScheme: 'dark', viewport: { width: 1024, height: 768 }, wanted: slides },
    { site: sites.root, colorScheme: 'light', viewport: { width: 390, height: 844 }, wanted: slides },
    // the same build: a few slides tell whether its addresses are right
    { site: sites.sub, colorScheme: 'light', viewport: { width: 1280, height: 720 }, wanted: slides.slice(0, 3) },
  ] as const

  it.each(windows)('without a shift and with the same pixels, on every slide ($site.base, $colorScheme, $viewport.width wide)', async ({ site, wanted, ...options }) => {
    const { page, context } = await newWindow(options)
    await watchShifts(page)
    const found: Record<number, string> = {}
    for (const { no } of wanted) {
      const { differs, shift } = await compare(page, context, `${site.url}${no}`, no)
      if (differs > TOLERANCE || shift > 0) found[no] = `${(differs * 100).toFixed(3)} % of the pixels, shift ${shift}`
    }
    expect(found).toEqual({})
  })

  it.each(Object.values(sites))('from a page that has looked the same without any style sheet or script, at $base', async (site) => {
    for (const [address, no] of [['', 1], ['11', 11]] as const) {
      const { page, context } = await newWindow()
      await watchShifts(page)
      await context.route('**/*.css', route => route.abort())
      const { differs } = await compare(page, context, `${site.url}${address}`, no)
      expect(differs, `/${address}`).toBeLessThanOrEqual(TOLERANCE)
    }
  })

  it('and what comes late, fonts, shifts next to nothing', async () => {
    const { page, context } = await newWindow()
    await context.route('**/*.woff2', async (route) => {
      await new Promise(resolve => setTimeout(resolve, 500))
      await route.continue()
    })
    await page.addInitScript(() => {
      Object.assign(globalThis, { shift: 0 })
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) (globalThis as unknown as { shift: number }).shift += (entry as PerformanceEntry & { value: number }).value
      }).observe({ type: 'layout-shift', buffered: true })
    })
    const found: Record<number, number> = {}
    for (const { no } of slides) {
      await page.goto(`${sites.root.url}${no}`)
      await takenOver(page, no)
      const shift = await page.evaluate(() => (globalThis as unknown as { shift: number }).shift)
      // a tenth of what counts as good
      if (shift > 0.01) found[no] = shift
    }
    expect(found).toEqual({})
  })

  it('in the colour scheme that was chosen on an earlier visit', async () => {
    const { page, context } = await newWindow({ colorScheme: 'light' })
    await page.goto(sites.root.url)
    await page.evaluate(() => localStorage.setItem('slidev-color-schema', 'dark'))
    await context.route('**/*.js', route => route.abort())
    await page.reload()
    expect(await page.locator('html').getAttribute('class')).toBe('dark')
  })

  it('and goes on with a key that came before it was done', async () => {
    const { page, context } = await newWindow()
    // a picture that does not come keeps the first slide waiting
    await context.route('**/pictures/*', () => new Promise(() => {}))
    await page.goto(`${sites.root.url}1`, { waitUntil: 'commit' })
    // the deck stands below and answers
    await page.waitForSelector('#first-slide[inert]')
    await page.keyboard.press('ArrowRight')
    await page.waitForFunction(() => globalThis.deckPosition()?.clicks === 1)
    await page.waitForSelector('#first-slide', { state: 'detached' })
  })
})

describe.each(Object.values(sites))('the slide in the HTML, at $base', (site) => {
  it.each(['presenter/1', 'overview', '1?clicks=1', '2?clicks=1', 'no-such-page'])('is not shown at %s', async (address) => {
    const { page, context } = await newWindow()
    await context.route('**/*.js', route => route.abort())
    await page.goto(`${site.url}${address}`)
    expect(await page.locator(FIRST).count()).toBe(0)
  })

  it('is not printed', async () => {
    const { page, context } = await newWindow()
    await context.route('**/*.js', route => route.abort())
    await page.goto(site.url)
    expect(await page.locator(FIRST).count()).toBe(1)
    await page.emulateMedia({ media: 'print' })
    expect(await page.locator(FIRST).count()).toBe(0)
  })

  it('asks nothing of a Content-Security-Policy but hashes, and names no address of the build', async () => {
    const scripts = new Set<string>()
    for (const { no } of slides) {
      const html = await pageOf(site, no)
      const inline = [...html.matchAll(/<script(?![^>]* (?:src|type="application\/json")=?)[^>]*>([\s\S]*?)<\/script>/g)].map(([, script = '']) => script)
      expect(inline.includes(GUARD), `slide ${no}`).toBe(true)
      for (const script of inline) scripts.add(script)
      // the same few on every page, so that their hashes fit into one header
      expect(scripts.size).toBe(inline.length)
      expect(html.match(/<[a-z][^>]* (?:style|on\w+)=/)?.[0]).toBeUndefined()
      expect(html.includes('localhost'), `slide ${no}`).toBe(false)
    }
  })

  it('is in the page for every other address as well', async () => {
    const { page } = await newWindow()
    await page.goto(`${site.url}4`)
    await settled(page, 4, 0)
    expect(await position(page)).toMatchObject({ no: 4, clicks: 0 })
    expect(await page.locator('#first-slide').count()).toBe(0)
  })
})

describe.each(Object.values(sites))('the next slide, at $base', (site) => {
  it('is there with its pictures before it is asked for', async () => {
    const host = await startHost(site)
    const { page } = await newWindow()
    const missing: Record<number, string> = {}
    // without the last, which has none after it
    for (const { no } of slides.slice(0, -1)) {
      await openSlide(page, host.site, no)
      await page.waitForLoadState('networkidle')
      await host.stop()
      await page.keyboard.press('ArrowDown')
      await settled(page, no + 1, 0).catch(error => missing[no + 1] = String(error))
      const broken = await page.evaluate(no => [...document.querySelectorAll<HTMLImageElement>(`#slide-content [data-slidev-no="${no}"] img`)]
        .filter(image => !image.naturalWidth).map(image => image.src), no + 1)
      if (broken.length) missing[no + 1] = broken.join()
      await host.start()
    }
    expect(missing).toEqual({})
  })
})
