/**
 * Makes styles/font-fallbacks.css: for each typeface of the deck a face that every system has, scaled so that its lines
 * are as long and as high. Text that is shown before the deck's fonts arrive does not move when they do.
 *
 * Run after styles/fonts/subset.ts (`npx tsx styles/fonts/fallbacks.ts`) on a system with the Liberation fonts, whose widths are those of Arial, Times
 * New Roman and Courier New. The widths are measured over the deck's own text, in a browser.
 */
import { readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { launchChromium } from '../../addons/hosted/commands/chromium'
import { readDeck, ROOT } from '../../addons/hosted/commands/slidev'

interface Fallback {
  family: string
  file: string
  weight: number
  /** The weights that the face is for; "normal" alone when left out. */
  range?: string
  /** The measured font first; the others have its widths. */
  locals: string[]
}

const FALLBACKS: Fallback[] = [
  { family: 'Fraunces', file: 'fraunces-latin', weight: 600, range: '100 900', locals: ['Liberation Serif Bold', 'LiberationSerif-Bold', 'Times New Roman Bold', 'TimesNewRomanPS-BoldMT'] },
  { family: 'Source Sans 3', file: 'source-sans-latin', weight: 400, locals: ['Liberation Sans', 'LiberationSans', 'Arial', 'ArialMT', 'Helvetica'] },
  { family: 'Source Sans 3', file: 'source-sans-latin', weight: 650, range: '600 900', locals: ['Liberation Sans Bold', 'LiberationSans-Bold', 'Arial Bold', 'Arial-BoldMT', 'Helvetica Bold'] },
  { family: 'JetBrains Mono', file: 'jetbrains-mono-latin', weight: 400, range: '100 900', locals: ['Liberation Mono', 'LiberationMono', 'Courier New', 'CourierNewPSMT'] },
]

const { slides } = await readDeck()
const text = slides.map(slide => slide.content).join(' ').replace(/<[^>]+>|\[\[.*?\]\]|\s+/g, ' ')
const browser = await launchChromium()
try {
  const page = await browser.newPage()
  // tsx wraps functions with this, also those that run in the page
  await page.evaluate('globalThis.__name = value => value')
  const faces: string[] = []
  for (const { family, file, weight, range, locals } of FALLBACKS) {
    const font = (await readFile(path.join(ROOT, `styles/fonts/${file}.woff2`))).toString('base64')
    const measured = await page.evaluate(async ({ font, local, weight, text }) => {
      const faces = [new FontFace('web', `url(data:font/woff2;base64,${font})`, { weight: '1 1000' }), new FontFace('local', `local("${local}")`, { weight: '1 1000' })]
      await Promise.all(faces.map(async face => document.fonts.add(await face.load())))
      const canvas = document.createElement('canvas').getContext('2d')
      if (!canvas) throw new Error('No canvas to measure on')
      const measure = (family: string) => {
        canvas.font = `${weight} 1000px ${family}`
        const { width, fontBoundingBoxAscent: ascent, fontBoundingBoxDescent: descent } = canvas.measureText(text)
        return { width, ascent, descent }
      }
      const result = { web: measure('web'), local: measure('local') }
      document.fonts.clear()
      return result
    }, { font, local: locals[0] ?? '', weight, text })
    const scale = measured.web.width / measured.local.width
    const percent = (share: number) => `${(share * 100).toFixed(2)}%`
    faces.push(`@font-face {
  font-family: '${family} Fallback';
  ${range ? `font-weight: ${range};\n  ` : ''}src: ${locals.map(local => `local('${local}')`).join(', ')};
  size-adjust: ${percent(scale)};
  ascent-override: ${percent(measured.web.ascent / 1000 / scale)};
  descent-override: ${percent(measured.web.descent / 1000 / scale)};
  line-gap-override: 0%;
}
`)
  }
  await writeFile(path.join(ROOT, 'styles/font-fallbacks.css'), `/* Made by styles/fonts/fallbacks.ts: system fonts that take the same space until the deck's fonts are there. */\n${faces.join('\n')}`)
} finally {
  await browser.close()
}
