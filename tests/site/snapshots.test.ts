/**
 * Every slide in its last click against the picture that somebody looked at and signed. The pictures are small and
 * compared in squares, so that another machine's font rendering passes, and a lost picture or a broken layout does not.
 * Renew them, and the README's picture of the deck, with `npm run looks` after looking at the slides.
 */
import type { ElementHandle, Page } from 'playwright-chromium'
import type { Picture } from '../support/pixels'
import { existsSync } from 'node:fs'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { slides } from '../support/deck'
import { densestDifference, difference, readPng, shrink, writePng } from '../support/pixels'
import { atCanvasSize, newWindow, openSlide, sites } from '../support/site'

const folder = new URL('../snapshots/', import.meta.url)
const renew = process.env.RENEW_LOOKS === '1'

/** One pixel of a reference is a square of this many canvas pixels: about a letter. */
const SQUARE = 7
/** What a square may differ by, of 255, before it counts. */
const TOLERANCE = 28
/** The share of squares that may. */
const SHARE = 0.01
/** In any place of so many squares by as many, a third of a heading or a tool's mark: */
const PLACE = 10
/** as many may. Letters drawn otherwise (hinting, gamma, twice the pixels) differ in 3, placed on whole pixels in 15; what is lost is 16 at the least. */
const IN_PLACE = 15
/** A pale background, as the rays of slide 10, changes no square by much, but many of them by this: */
const PALE = 18
/** such a share may. */
const PALE_SHARE = 0.04

/** What is wrong with a look, empty if nothing is. */
function lost(look: Picture, signed: Picture): string {
  const share = difference(look, signed, TOLERANCE)
  const densest = densestDifference(look, signed, TOLERANCE, PLACE)
  return share > SHARE || densest > IN_PLACE || difference(look, signed, PALE) > PALE_SHARE
    ? `${(share * 100).toFixed(1)} % of the slide looks different, in one place ${densest} squares of ${PLACE ** 2}; if that is meant, npm run looks`
    : ''
}

const fileOf = (no: number, scheme: string) => new URL(`${String(no).padStart(2, '0')}-${scheme}.png`, folder)
/** @param density pixels of the screen for one of the canvas */
const take = async (page: Page, density = 1) => shrink(readPng(await page.screenshot()), SQUARE * density)

/** What must not be lost unnoticed; single lines of text, and the folio on a picture, are less. */
const THINGS = 'h1, img, svg, .grid, .life, .slidev-code, .terminal, .choices'

/** Kinds of slides of which the README shows one each. */
const SHOWN = ['cover', 'meme', 'surprise', 'climb', 'live', 'links']
const inDark = new Set(['cover', 'section', 'surprise', 'climb'])
const looks = [
  ...slides.map(slide => ({ ...slide, scheme: 'light' as const })),
  ...slides.filter(({ frontmatter }) => [frontmatter.layout, ...String(frontmatter.class).split(' ')].some(name => inDark.has(String(name))))
    .map(slide => ({ ...slide, scheme: 'dark' as const })),
]

describe('the slides look as they were signed', () => {
  it.each(looks)('slide $no, $title, $scheme', async ({ no, clicks, scheme }) => {
    const { page } = await newWindow({ ...atCanvasSize, colorScheme: scheme })
    await openSlide(page, sites.root, no, clicks)
    const look = await take(page)
    const file = fileOf(no, scheme)
    if (renew) {
      await mkdir(folder, { recursive: true })
      await writeFile(file, writePng(look))
    }
    expect(existsSync(file), 'there is no picture yet: look at the slide, then npm run looks').toBe(true)
    expect(lost(look, readPng(await readFile(file)))).toBe('')
  })

  it.each(slides)('slide $no passes drawn otherwise, with pixels half as large', async ({ no, clicks }) => {
    const usual = await newWindow(atCanvasSize)
    const fine = await newWindow({ ...atCanvasSize, deviceScaleFactor: 2 })
    for (const { page } of [usual, fine]) await openSlide(page, sites.root, no, clicks)
    expect(lost(await take(fine.page, 2), await take(usual.page))).toBe('')
  })

  it.each(slides)('slide $no would not pass without any one of its headings, pictures, charts or blocks of code', async ({ no, clicks }) => {
    const { page } = await newWindow(atCanvasSize)
    await openSlide(page, sites.root, no, clicks)
    const before = await take(page)
    // an image has no children, what is in a drawing or a chart is lost with it
    const things = await page.locator(`#app #slide-content [data-slidev-no="${no}"]`).locator(THINGS).filter({ visible: true }).elementHandles() as ElementHandle<Element>[]
    expect(things.length).toBeGreaterThan(0)
    const unnoticed: string[] = []
    for (const thing of things) {
      const undo = await thing.evaluateHandle((thing) => {
        const had = thing.getAttribute('style')
        // not visibility, which a child may undo
        thing.setAttribute('style', `${had ?? ''}; opacity: 0 !important; transition: none !important`)
        return () => had === null ? thing.removeAttribute('style') : thing.setAttribute('style', had)
      })
      if (!lost(await take(page), before)) unnoticed.push(await thing.evaluate(thing => thing.outerHTML.slice(0, 120)))
      await undo.evaluate(undo => undo())
      // what comes back is painted again first
      await expect.poll(async () => lost(await take(page), before)).toBe('')
    }
    expect(unnoticed).toEqual([])
  })
})

it.runIf(renew)('and six of them in the README', async () => {
  const { page } = await newWindow(atCanvasSize)
  const pictures: string[] = []
  for (const { no, clicks } of slides.filter(({ frontmatter }) => SHOWN.some(name => String(frontmatter.class ?? frontmatter.layout).includes(name))).slice(0, 6)) {
    await openSlide(page, sites.root, no, clicks)
    pictures.push((await page.screenshot()).toString('base64'))
  }
  expect(pictures).toHaveLength(6)
  const { page: sheet } = await newWindow({ viewport: { width: 1500, height: 572 } })
  await sheet.setContent(`<style>body { display: grid; grid-template-columns: repeat(3, 490px); gap: 10px; margin: 5px; background: #dcd2c3 } img { width: 490px }</style>
    ${pictures.map(picture => `<img alt="" src="data:image/png;base64,${picture}">`).join('')}`)
  await writeFile(new URL('../../.github/deck.png', import.meta.url), await sheet.screenshot())
})
