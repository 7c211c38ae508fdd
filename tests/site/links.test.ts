import { beforeAll, describe, expect, it } from 'vitest'
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

  it('to the deck itself lead somewhere', async () => {
    const inside = [...new Set(linksOn.flat().filter(url => new URL(url).origin === new URL(site.url).origin))]
    const broken = []
    for (const url of inside) {
      const path = url.slice(site.url.length)
      const isSlide = /^\d+$/.test(path) ? Number(path) >= 1 && Number(path) <= slides.length : (await fetch(url)).ok
      if (!url.startsWith(site.url) || !isSlide) broken.push(url)
    }
    expect(broken).toEqual([])
  })
})
