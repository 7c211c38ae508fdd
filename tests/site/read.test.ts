import { access, readFile } from 'node:fs/promises'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { violations } from '../support/access'
import { linked, lang, slides, title } from '../support/deck'
import { newWindow, settled, site } from '../support/site'

describe('the reading page', () => {
  it('has every slide, its note as running text, and ways into the deck and back, without scripts', async () => {
    const { page, problems } = await newWindow({ javaScriptEnabled: false })
    await page.goto(`${site.url}read/`)
    expect(await page.getByRole('heading', { level: 1 }).innerText()).toBe(title)
    expect(await page.locator('html').getAttribute('lang')).toBe(lang)
    for (const { no, note } of slides) {
      const section = page.locator(`main #slide-${no}`)
      expect(await section.getByRole('heading', { level: 2 }).count()).toBe(1)
      expect(await page.locator(`nav a[href="#slide-${no}"]`).count()).toBe(1)
      expect(await section.getByRole('link', { name: `Slide ${no}` }).first().getAttribute('href')).toBe(`${site.base}${no}`)
      const words = (text: string) => text.replaceAll(/<span data-only="stage">.*?<\/span>|\[click(?::\d+)?\]|\[\[.*?\]\]/g, ' ').match(/\p{L}{4,}/gu) ?? []
      if (note) expect(words(await section.locator('.said').innerText())).toEqual(expect.arrayContaining(words(note).slice(0, 12)))
    }
    const text = await page.locator('body').innerText()
    expect(text).not.toMatch(/\[click|\[\[|\?{6} *\n.*ms/)
    expect(problems).toEqual([])
  })

  it('has pictures, code and charts with tables that can be seen', async () => {
    const { page } = await newWindow({ javaScriptEnabled: false })
    await page.goto(`${site.url}read/`)
    for (const { no, content } of slides) {
      const section = page.locator(`#slide-${no}`)
      const count = (selector: string) => section.locator(selector).count()
      if (/^<<< /m.test(content)) expect(await count('pre:visible')).toBeGreaterThan(0)
      const charts = content.match(/<TimingComparison/g)?.length ?? 0
      for (const bar of await section.locator('.drawing .bar').all()) expect((await bar.boundingBox())?.height).toBeGreaterThan(4)
      if (charts) expect(await count('figure .drawing:visible')).toBe(charts)
      // folded: a number is said once
      expect(await count('figure details:visible table')).toBe(await count('figure .drawing:visible'))
      expect(await count('img')).toBe(content.match(/<(?:Picture|ImageBackground)[^>]* alt="[^"]/g)?.length ?? 0)
    }
    expect(await page.locator('button, input, canvas').count()).toBe(0)
  })

  it('has every step of code that clicks change', async () => {
    const { page } = await newWindow({ javaScriptEnabled: false })
    await page.goto(`${site.url}read/`)
    const moving = slides.filter(({ content }) => content.includes('md magic-move'))
    expect(moving).not.toHaveLength(0)
    for (const { no, content } of moving) {
      const [, block = ''] = /(`{4,})md magic-move[^\n]*\n([\s\S]*?)\1/.exec(content)?.slice(1) ?? []
      const count = block.match(/^(?:<<<|```\w)/gm)?.length ?? 0
      const steps = page.locator(`#slide-${no} figure.step`)
      expect(await steps.locator('figcaption').allInnerTexts()).toEqual(Array.from({ length: count }, (_, index) => `${index + 1} of ${count}`))
      expect(new Set(await steps.locator('pre:visible').allInnerTexts()).size).toBe(count)
    }
  })

  it('prints as an article: all text and code, without what only leads somewhere', async () => {
    const { page } = await newWindow({ javaScriptEnabled: false })
    await page.goto(`${site.url}read/`)
    await page.emulateMedia({ media: 'print' })
    // as wide as A4 with its margins
    await page.setViewportSize({ width: 700, height: 1000 })
    for (const { no } of slides) expect(await page.locator(`#slide-${no} h2`).isVisible(), `slide ${no}`).toBe(true)
    expect(await page.locator('.contents:visible, .there:visible, footer:visible').count()).toBe(0)
    // on paper nothing can be scrolled into view
    const cut = await page.evaluate(() => [...document.querySelectorAll('pre, table, .drawing')].filter(element => element.scrollWidth > element.clientWidth + 1).map(element => element.textContent?.slice(0, 40)))
    expect(cut).toEqual([])
    expect((await page.pdf({ format: 'A4' })).length).toBeGreaterThan(10_000)
  })

  it('leads into the deck at the slide', async () => {
    const { page } = await newWindow()
    await page.goto(`${site.url}read/#slide-${linked.no}`)
    await page.locator(`#slide-${linked.no} .there a`).click()
    await settled(page, linked.no, 0)
  })

  it.each([390, 1280])('fits a window %i wide, light and dark, with nothing to scroll sideways', async (width) => {
    for (const colorScheme of ['light', 'dark'] as const) {
      const { page } = await newWindow({ colorScheme, viewport: { width, height: 800 } })
      await page.goto(`${site.url}read/`)
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width)
      expect(await page.evaluate(() => getComputedStyle(document.body).overflowY)).toBe('visible')
      expect(await violations(page)).toEqual([])
    }
  })

  it('says to search engines what it is', async () => {
    const { page } = await newWindow({ javaScriptEnabled: false })
    await page.goto(`${site.url}read/`)
    const data = JSON.parse(await page.locator('script[type="application/ld+json"]').innerHTML())
    expect(data).toMatchObject({ '@type': 'Article', 'headline': title, 'inLanguage': lang })
    expect(new URL(await page.locator('link[rel="canonical"]').getAttribute('href') ?? '', page.url()).pathname).toMatch(/\/read\/$/)
    expect((await page.content()).includes('localhost')).toBe(false)
  })
})

describe('search engines', () => {
  it('find every slide and the article in the sitemap', async () => {
    const { base, folder } = site
    const index = await readFile(path.join(folder, 'index.html'), 'utf8')
    const canonical = /<link rel="canonical" href="([^"]+)"/.exec(index)?.[1] ?? ''
    const addresses = [...(await readFile(path.join(folder, 'sitemap.xml'), 'utf8')).matchAll(/<loc>([^<]+)<\/loc>/g)].map(([, address = '']) => address)
    const pages = ['', ...slides.slice(1).map(({ no }) => String(no)), 'read/']
    expect(addresses).toEqual(pages.map(page => `${canonical}${page}`))
    for (const page of pages.slice(1)) await access(path.join(folder, page.endsWith('/') ? `${page}index.html` : `${page}.html`))
    // a host has one, at its root
    const robots = await readFile(path.join(folder, 'robots.txt'), 'utf8').catch(() => undefined)
    expect(robots?.match(/^Sitemap: (.+)$/m)?.[1]).toBe(base === '/' ? `${canonical}sitemap.xml` : undefined)
  })
})
