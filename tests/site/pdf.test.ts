import type { OutlineEntry, Pdf } from '../support/pdf'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { exportDeck } from '../../addons/hosted/commands/export'
import { fillFigures } from '../../figures/tokens'
import { exportFilename, lang, slides, title } from '../support/deck'
import { requiredLinks } from '../support/links'
import { letters, readPdf } from '../support/pdf'
import { openSlide, openWindow, site } from '../support/site'

/** What a slide shows at its last click. */
interface Shown {
  no: number
  heading: string
  alts: string[]
  links: string[]
  code: string[]
}

const shown: Shown[] = []
/** An export starts Slidev's server, which takes its time on a busy machine. */
const EXPORT_TIME = 300_000

const flatten = (outline: OutlineEntry[]): OutlineEntry[] => outline.flatMap(entry => [entry, ...flatten(entry.items)])

beforeAll(async () => {
  const { page, context } = await openWindow()
  for (const { no, clicks } of slides) {
    await openSlide(page, site, no, clicks)
    const slide = page.locator(`#slide-content [data-slidev-no="${no}"]`)
    shown.push({
      no,
      heading: (await slide.locator('h1, h2').first().innerText()).trim(),
      alts: await slide.locator('img[alt]:not([alt=""]), svg[role="img"][aria-label]')
        .evaluateAll(pictures => pictures.filter(picture => picture.checkVisibility() && !picture.closest('[aria-hidden="true"]'))
          .map(picture => picture.getAttribute('alt') ?? picture.getAttribute('aria-label') ?? '')
          // the QR code of a site that does not know its address leads to this server, and is not printed
          .filter(alt => !alt.includes(location.host))),
      links: await slide.locator('a[href^="http"]').evaluateAll(links => links.filter(link => link.checkVisibility())
        .map(link => (link as HTMLAnchorElement).href).filter(href => new URL(href).host !== location.host)),
      code: await slide.locator('.slidev-code').evaluateAll(blocks => blocks.filter(block => block.checkVisibility()).map(block => block.textContent)),
    })
  }
  await context.close()
})

function describeSlides(read: () => Pdf) {
  it('bears the talk\'s title and language, and is tagged', () => {
    expect(read()).toMatchObject({ title, lang, isTitleShown: true, isTagged: true })
  })

  it('weighs less than 3 MB', () => {
    expect(read().bytes).toBeLessThan(3_000_000)
  })

  it('is drawn in lines and letters, with no picture made of pixels', () => {
    expect(read().pages.flatMap(({ rasters }, index) => rasters ? `${rasters} on page ${index + 1}` : [])).toEqual([])
  })

  it('leads nowhere on the machine that printed it', () => {
    const said = read().pages.flatMap(({ links, text, tags }) => [...links, text, ...tags.flatMap(tag => tag.alt ?? [])])
    expect(said.filter(text => /localhost|127\.0\.0\.1|^#NaN/.test(text))).toEqual([])
  })
}

describe('the PDF to download', () => {
  let pdf: Pdf
  beforeAll(async () => {
    pdf = await readPdf(path.join(site.folder, `${exportFilename}.pdf`))
  })

  describeSlides(() => pdf)

  it('has a page for each slide, of its size', () => {
    expect(pdf.pages).toHaveLength(slides.length)
    for (const { width, height } of pdf.pages) {
      expect(Math.abs(width - 980)).toBeLessThan(1)
      expect(Math.abs(height - 552)).toBeLessThan(1)
    }
  })

  it.each(slides)('says on page $no what slide $no says: heading, pictures, links, code to its last line', ({ no }) => {
    const page = pdf.pages[no - 1]
    const { heading, alts, links, code } = shown[no - 1] ?? {}
    expect(letters(page?.text ?? '')).toContain(letters(heading ?? 'no heading'))
    expect(page?.tags.filter(tag => /^H[12]$/.test(tag.role))).not.toEqual([])
    expect(page?.tags.flatMap(tag => tag.alt ?? []).map(letters)).toEqual(expect.arrayContaining((alts ?? []).map(letters)))
    expect(page?.links).toEqual(expect.arrayContaining(links ?? []))
    for (const block of code ?? []) expect(letters(page?.text ?? '')).toContain(letters(block))
  })

  it('has each chart\'s numbers as the alternative of its picture', () => {
    const charts = slides.filter(({ content }) => content.includes('<TimingComparison'))
    expect(charts.length).toBeGreaterThan(2)
    for (const { no } of charts) {
      const alts = pdf.pages[no - 1]?.tags.flatMap(({ alt }) => alt ?? []) ?? []
      expect(alts.filter(alt => /: [\d.]+ m?s, .*baseline/.test(alt)), `slide ${no}: ${alts.join(' | ')}`).toHaveLength(1)
    }
  })

  it('gives every picture that is tagged a text', () => {
    const untold = pdf.pages.flatMap(({ tags }, index) => tags.filter(tag => tag.role === 'Figure' && !tag.alt).map(() => `a picture on page ${index + 1}`))
    expect(untold).toEqual([])
  })

  it.each(requiredLinks)('has the link to $what on its last page', ({ url }) => {
    expect(pdf.pages.at(-1)?.links).toContain(url)
  })

  it('has an outline that leads to every slide', () => {
    expect(flatten(pdf.outline).map(entry => ({ title: letters(entry.title), page: entry.page })))
      .toEqual(shown.map(({ no, heading }) => ({ title: letters(heading), page: no })))
  })
})

describe('exported by command', () => {
  let folder: string
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'export-test-'))
  })
  afterAll(() => rm(folder, { recursive: true, force: true }))

  describe('with every click', () => {
    let pdf: Pdf
    beforeAll(async () => {
      await exportDeck(['--with-clicks', '--output', path.join(folder, 'clicks.pdf')], { quiet: true, built: [site.folder] })
      pdf = await readPdf(path.join(folder, 'clicks.pdf'))
    }, EXPORT_TIME)

    describeSlides(() => pdf)

    it('the PDF has a page for each click of each slide', () => {
      // what of a heading waits for a click is not on its first pages
      const headings = slides.flatMap(({ no, clicks, content }) => {
        const [, atFirst = ''] = /^# (.*?)(?:<\w+ v-click.*)?$/m.exec(content) ?? []
        return Array.from({ length: clicks + 1 }, (_, click) => letters(click < clicks ? fillFigures(atFirst) : shown[no - 1]?.heading ?? ''))
      })
      expect(pdf.pages).toHaveLength(headings.length)
      for (const [index, heading] of headings.entries()) expect(letters(pdf.pages[index]?.text ?? '')).toContain(heading)
    })

    it('the outline leads to each slide where everything is on it', () => {
      const complete = slides.map(({ no }) => slides.slice(0, no).reduce((pages, { clicks }) => pages + clicks + 1, 0))
      expect(flatten(pdf.outline).map(entry => entry.page)).toEqual(complete)
    })
  })

  describe('as a hand-out', () => {
    let pdf: Pdf
    beforeAll(async () => {
      await exportDeck(['--handout', '--output', path.join(folder, 'notes.pdf')], { quiet: true, built: [site.folder] })
      pdf = await readPdf(path.join(folder, 'notes.pdf'))
    }, EXPORT_TIME)

    it('the PDF bears the talk\'s title and language, and is tagged', () => {
      expect(pdf).toMatchObject({ title, lang, isTitleShown: true, isTagged: true })
    })

    it('is on A4, upright, and has no empty page', () => {
      const px = (mm: number) => mm / 25.4 * 96
      for (const { width, height, text } of pdf.pages) {
        expect(Math.abs(width - px(210))).toBeLessThan(1)
        expect(Math.abs(height - px(297))).toBeLessThan(1)
        expect(text.trim()).not.toBe('')
      }
    })

    it('leads nowhere on the machine that printed it', () => {
      expect(pdf.pages.flatMap(({ links, tags }) => [...links, ...tags.flatMap(tag => tag.alt ?? [])]).filter(text => /localhost|^#NaN/.test(text))).toEqual([])
    })

    it('has an outline with every slide', () => {
      const titles = flatten(pdf.outline).map(entry => letters(entry.title))
      expect(titles).toEqual(expect.arrayContaining(slides.map(slide => letters(`${slide.no}${shown[slide.no - 1]?.heading}`))))
    })

    it.each(slides)('has slide $no\'s heading and note', ({ no, note, title }) => {
      const text = pdf.pages.map(page => page.text).join(' ')
      expect(letters(text)).toContain(letters(shown[no - 1]?.heading ?? title))
      // paragraph by paragraph, between the marks and the figures' names; tags; Markdown's own signs fall away with the rest
      const parts = note.replace(/<(\w+) data-only="page">.*?<\/\1>/gs, '').split(/\[\[.*?\]\]|<[^>]+>|\[click(?::\d+)?\]|\n\s*\n|\[|\]\([^)]*\)/).map(letters)
      expect(parts.filter(part => !letters(text).includes(part)), `slide ${no}`).toEqual([])
    })
  })
})
