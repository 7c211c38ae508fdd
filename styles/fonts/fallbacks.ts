/**
 * Makes styles/font-fallbacks.css: for each typeface of the deck a face that every system has, scaled so that its lines
 * are as long and as high. Text that is shown before the deck's fonts arrive does not move when they do.
 *
 * Run after styles/fonts/subset.ts on a system with the Liberation fonts, whose widths are those of Arial, Times New Roman
 * and Courier New: `CHROMIUM_PATH=$(npm run --silent chromium) npx tsx styles/fonts/fallbacks.ts`. The widths are measured
 * over the deck's own text, in a browser.
 */
import { readFile, writeFile } from 'node:fs/promises'
import process from 'node:process'
import { parse } from '@slidev/parser'
import { chromium } from 'playwright-chromium'

const here = (file: string) => new URL(file, import.meta.url)

/** A typeface's file, the weight at which it is measured, the weights that the fallback is for, and fonts of equal widths, the measured one first. */
const FALLBACKS = [
  { family: 'Fraunces', file: 'fraunces-latin', weight: 600, range: '100 900', locals: ['Liberation Serif Bold', 'LiberationSerif-Bold', 'Times New Roman Bold', 'TimesNewRomanPS-BoldMT'] },
  { family: 'Source Sans 3', file: 'source-sans-latin', weight: 400, range: 'normal', locals: ['Liberation Sans', 'LiberationSans', 'Arial', 'ArialMT', 'Helvetica'] },
  { family: 'Source Sans 3', file: 'source-sans-latin', weight: 650, range: '600 900', locals: ['Liberation Sans Bold', 'LiberationSans-Bold', 'Arial Bold', 'Arial-BoldMT', 'Helvetica Bold'] },
  { family: 'JetBrains Mono', file: 'jetbrains-mono-latin', weight: 400, range: '100 900', locals: ['Liberation Mono', 'LiberationMono', 'Courier New', 'CourierNewPSMT'] },
]

const { slides } = await parse(await readFile(here('../../slides.md'), 'utf8'), 'slides.md')
const text = slides.map(slide => slide.content).join(' ').replace(/<[^>]+>|\[\[.*?\]\]|\s+/g, ' ')
const percent = (share: number) => `${(share * 100).toFixed(2)}%`
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM_PATH })
try {
  const page = await browser.newPage()
  /** Width of the deck's text and height of its lines at 1000 px, in the font of this source. */
  const measure = (source: string, weight: number) => page.evaluate(async ({ source, weight, text }) => {
    document.fonts.clear()
    document.fonts.add(await new FontFace('measured', source, { weight: '1 1000' }).load())
    const canvas = document.createElement('canvas').getContext('2d')
    if (!canvas) throw new Error('No canvas to measure on')
    canvas.font = `${weight} 1000px measured`
    const { width, fontBoundingBoxAscent: ascent, fontBoundingBoxDescent: descent } = canvas.measureText(text)
    return { width, ascent, descent }
  }, { source, weight, text })

  const faces: string[] = []
  for (const { family, file, weight, range, locals } of FALLBACKS) {
    const font = await readFile(here(`${file}.woff2`), 'base64')
    const web = await measure(`url(data:font/woff2;base64,${font})`, weight)
    const scale = web.width / (await measure(`local("${locals[0]}")`, weight)).width
    faces.push(`@font-face {
  font-family: '${family} Fallback';
  font-weight: ${range};
  src: ${locals.map(local => `local('${local}')`).join(', ')};
  size-adjust: ${percent(scale)};
  ascent-override: ${percent(web.ascent / 1000 / scale)};
  descent-override: ${percent(web.descent / 1000 / scale)};
  line-gap-override: 0%;
}
`)
  }
  await writeFile(here('../font-fallbacks.css'), `/* Made by styles/fonts/fallbacks.ts: system fonts that take the same space until the deck's fonts are there. */\n${faces.join('\n')}`)
} finally {
  await browser.close()
}
