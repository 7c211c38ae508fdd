/**
 * Every slide in its last click against the picture that somebody looked at and signed. The pictures are small and
 * compared in squares, so that another machine's font rendering passes, and a lost picture or a broken layout does not.
 * Renew them with `npm run looks` after looking at the slides.
 */
import { existsSync } from 'node:fs'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { slides } from '../support/deck'
import { difference, readPng, shrink, writePng } from '../support/pixels'
import { atCanvasSize, newWindow, openSlide, settled, sites } from '../support/site'

const folder = new URL('../looks/', import.meta.url)
const renew = process.env.RENEW_LOOKS === '1'

/** One pixel of a reference is a square of this many canvas pixels: about a letter. */
const SQUARE = 7
/** What a square may differ by, of 255, before it counts. */
const TOLERANCE = 28
/** The share of squares that may. */
const SHARE = 0.01

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
    await settled(page, no, clicks)
    const look = shrink(readPng(await page.screenshot()), SQUARE)
    const file = new URL(`${String(no).padStart(2, '0')}-${scheme}.png`, folder)
    if (renew) {
      await mkdir(folder, { recursive: true })
      await writeFile(file, writePng(look))
    }
    expect(existsSync(file), 'there is no picture yet: look at the slide, then npm run looks').toBe(true)
    const share = difference(look, readPng(await readFile(file)), TOLERANCE)
    expect(share, `${(share * 100).toFixed(1)} % of the slide looks different; if that is meant, npm run looks`).toBeLessThanOrEqual(SHARE)
  })

  it('would not pass without a picture', async () => {
    const { page } = await newWindow(atCanvasSize)
    const { no, clicks } = slides.find(({ content }) => content.includes('<Picture')) ?? { no: 1, clicks: 0 }
    await openSlide(page, sites.root, no, clicks)
    const before = shrink(readPng(await page.screenshot()), SQUARE)
    await page.addStyleTag({ content: '.picture { visibility: hidden }' })
    expect(difference(shrink(readPng(await page.screenshot()), SQUARE), before, TOLERANCE)).toBeGreaterThan(SHARE)
  })
})
