import { beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { serveFolder } from '../../addons/hosted/commands/serve'
import { githubPages } from '../support/hosting'
import { slides } from '../support/deck'
import { requiredLinks } from '../support/links'
import { openSlide, openWindow, sites } from '../support/site'

const site = sites.sub

/** Addresses of the links on each slide, in its order, at its last click. */
const linksOn: string[][] = []

beforeAll(async () => {
  const { page, context } = await openWindow()
  for (const { no, clicks } of slides) {
    await openSlide(page, site, no, clicks)
    linksOn.push(await page.locator(`#slide-content [data-slidev-no="${no}"] a[href]`)
      .evaluateAll(links => links.filter(link => link.checkVisibility()).map(link => (link as HTMLAnchorElement).href)))
  }
  await context.close()
})

describe('the links', () => {
  it.each(requiredLinks)('of the last slide include $what, $url', ({ url }) => {
    expect(linksOn.at(-1)).toContain(url)
  })

  it.each(requiredLinks.flatMap(link => link.on.map(title => ({ ...link, title }))))('of "$title ..." include $what', ({ url, title }) => {
    const slide = slides.find(slide => slide.title.startsWith(title))
    expect(slide && linksOn[slide.no - 1]).toContain(url)
  })

  it('to other hosts are encrypted', () => {
    const outside = linksOn.flat().filter(url => !url.startsWith(site.url))
    expect(outside.length).toBeGreaterThan(0)
    expect(outside.filter(url => !url.startsWith('https://'))).toEqual([])
  })
})

describe.each(Object.values(sites))('the links inside the deck at $base', ({ base, folder }) => {
  it('lead somewhere from the page of every slide and from the reading page, where a host rewrites nothing', async () => {
    const served = await serveFolder({ folder, base, hosting: githubPages(folder) })
    onTestFinished(served.close)
    const pages = new Map<string, Promise<string | undefined>>()
    const pageAt = (address: string) => {
      if (!pages.has(address)) pages.set(address, fetch(address).then(async response => response.ok ? response.text() : undefined))
      return pages.get(address)
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
})
