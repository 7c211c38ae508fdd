/** Every slide as whoever has its address opens it: at its last click, on several screens, by keyboard, and where its links lead. */
import type { Page } from 'playwright-chromium'
import type { Slide } from '../support/deck'
import type { Found } from '../support/found'
import { readFileSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import path from 'node:path'
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { serveFolder } from '../../addons/hosted/tests/serve'
import { githubPages } from '../support/hosting'
import { nothingWaits } from '../checks/slide'
import { controlsAreThere, focus } from '../support/access'
import { slides } from '../support/deck'
import { layoutProblems } from '../support/layout'
import { requiredLinks } from '../support/links'
import { note } from '../support/found'
import { atCanvasSize, openSlide, openWindow, site } from '../support/site'
import { asSnapshot, compareSnapshot } from '../support/snapshots'

interface Link {
  href: string
  target: string
  rel: string
}

const found = { waiting: {}, snapshots: {}, screens: {}, largeText: {}, tab: {} } satisfies Record<string, Found>
const problemsOf: string[] = []
/** Links on each slide, in its order. */
const linksOn = new Map<number, Link[]>()

beforeAll(async () => {
  const { page, context, problems } = await openWindow(atCanvasSize)
  for (const slide of slides) {
    const where = `slide ${slide.no}`
    await page.setViewportSize({ width: 980, height: 552 })
    await openSlide(page, site, slide.no, slide.clicks)
    const screenshot = () => page.screenshot()
    note(found.waiting, where, await nothingWaits.run({ page, slide, click: slide.clicks, scheme: 'light', screenshot }))
    note(found.snapshots, where, await compareSnapshot(slide, 'light', asSnapshot(await screenshot())))
    linksOn.set(slide.no, await page.locator(`#app #slide-content [data-slidev-no="${slide.no}"] a[href]`).evaluateAll(links => links
      .filter(link => link.checkVisibility()).map(link => ({ href: (link as HTMLAnchorElement).href, target: (link as HTMLAnchorElement).target, rel: (link as HTMLAnchorElement).rel }))))
    for (const viewport of [{ width: 1024, height: 768 }, { width: 1920, height: 1080 }, { width: 1280, height: 720 }]) {
      note(found.screens, `${where} at ${viewport.width} x ${viewport.height}`, await onScreen(page, viewport))
    }
    await page.evaluate(() => document.documentElement.style.setProperty('font-size', '200%'))
    note(found.largeText, where, await layoutProblems(page))
    await page.evaluate(() => document.documentElement.style.removeProperty('font-size'))
    // last, since it brings the controls
    note(found.tab, where, await tabThrough(page, slide))
  }
  problemsOf.push(...problems)
  await context.close()
})

/** What is wrong with a slide in a window of another size. */
async function onScreen(page: Page, viewport: { width: number, height: number }): Promise<string[]> {
  await page.setViewportSize(viewport)
  // the canvas is 980 x 552, and Slidev rounds
  const isFitted = await page.waitForFunction(() => {
    const { left, top, right, bottom } = document.querySelector('#app #slide-content')?.getBoundingClientRect() ?? new DOMRect()
    const gaps = { left, top, right: innerWidth - right, bottom: innerHeight - bottom }
    return Math.min(...Object.values(gaps)) >= -1
      && Math.min(gaps.left + gaps.right, gaps.top + gaps.bottom) <= 2
      && Math.abs(gaps.left - gaps.right) + Math.abs(gaps.top - gaps.bottom) <= 2
  }, undefined, { timeout: 60_000 }).catch(() => undefined)
  await page.mouse.wheel(100, 100)
  const [x, y] = await page.evaluate(() => [scrollX, scrollY])
  return [...isFitted ? [] : ['is not as large as fits, in the middle'], ...x || y ? ['the window scrolls'] : [], ...await layoutProblems(page)]
}

/** What is wrong on the way from the slide's first stop of Tab to the controls. */
async function tabThrough(page: Page, { no }: Slide): Promise<string[]> {
  const wrong: string[] = []
  const usable = await page.locator(`#app .slidev-page-${no} :is(a, button)`).filter({ visible: true }).count()
  let met = 0
  await controlsAreThere(page)
  await page.keyboard.press('Tab')
  for (let now = await focus(page); now.name !== 'Enter fullscreen'; now = await focus(page)) {
    if (met > 40) return [...wrong, 'Tab does not come to the controls']
    if (!now.visible || !now.ring) wrong.push(`${now.on} "${now.name}" is focused and ${now.visible ? 'has no ring' : 'not seen'}`)
    if (now.slide && now.on !== 'input') met++
    await page.keyboard.press('Tab')
  }
  return met === usable ? wrong : [...wrong, `Tab reaches ${met} of ${usable}`]
}

describe('a slide opened at its last click', () => {
  it('has all its clicks done', () => expect(found.waiting).toEqual({}))

  it('looks as when the talk has led to it', () => expect(found.snapshots).toEqual({}))

  it('fits screens of other shapes, in the middle and whole', () => expect(found.screens).toEqual({}))

  it('loses no word with text twice as large', () => expect(found.largeText).toEqual({}))

  it('lets Tab reach all that can be used, seen and with a ring', () => expect(found.tab).toEqual({}))

  it('has no error', () => expect(problemsOf).toEqual([]))
})

describe('the links', () => {
  const all = () => [...linksOn.values()].flat()
  const outside = () => all().filter(({ href }) => new URL(href).host !== new URL(site.url).host)

  it.each(requiredLinks)('of the last slide include $what, $url', ({ url }) => {
    expect(linksOn.get(slides.length)?.map(({ href }) => href)).toContain(url)
  })

  it.each(requiredLinks.filter(({ earlier }) => earlier))('of the slide about $what lead there', ({ url }) => {
    expect([...linksOn].filter(([no]) => no < slides.length).flatMap(([, links]) => links.map(({ href }) => href))).toContain(url)
  })

  it('to other sites are encrypted and tell those sites nothing of this window', () => {
    expect(outside().length).toBeGreaterThan(10)
    expect(outside().filter(({ href, rel }) => !href.startsWith('https://') || !rel.split(' ').includes('noopener'))).toEqual([])
  })

  it('inside the deck lead somewhere from the page of every slide and from the reading page, where a host rewrites nothing', async () => {
    const { base, folder } = site
    const served = await serveFolder({ folder, base, hosting: githubPages(folder) })
    onTestFinished(served.close)
    const pages = new Map<string, Promise<string | undefined>>()
    const pageAt = (address: string) => {
      const page = pages.get(address) ?? fetch(address).then(async response => response.ok ? response.text() : undefined)
      pages.set(address, page)
      return page
    }
    const followed: string[] = []
    const broken: string[] = []
    for (const start of ['', ...slides.map(({ no }) => String(no)), 'read/'].map(path => served.url + path)) {
      for (const [, href = ''] of (await pageAt(start) ?? '').matchAll(/<a\s[^>]*?href="([^"]*)"/g)) {
        const { origin, pathname, hash } = new URL(href, start)
        if (origin !== new URL(served.url).origin) continue
        followed.push(pathname.slice(base.length) + hash)
        const target = pathname.startsWith(base) ? await pageAt(origin + pathname) : undefined
        if (target === undefined || (hash && !target.includes(`id="${hash.slice(1)}"`))) broken.push(`${href} on ${start}`)
      }
    }
    expect(broken).toEqual([])
    // on and back, from the reading page to each slide, and to each part of it
    expect(followed).toEqual(expect.arrayContaining(slides.flatMap(({ no }) => [String(no), `read/#slide-${no}`])))
  })

  it('in the HTML of every page have rel="noopener" where they lead outside', async () => {
    for (const name of (await readdir(site.folder, { recursive: true })).filter(name => name.endsWith('.html'))) {
      const links = readFileSync(path.join(site.folder, name), 'utf8').match(/<a\s[^>]*href="https?:[^>]*>/g) ?? []
      expect(links.filter(link => !/\srel="[^"]*\bnoopener\b/.test(link)), name).toEqual([])
    }
  })
})
