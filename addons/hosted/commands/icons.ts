/**
 * `npm run icons`: draws the deck's icons from public/favicon.svg, with the browser that chromium.ts finds. Run it after a
 * change of that file or of the paper's colour, and commit what it wrote.
 */
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { readToken } from '../offline/tokens'
import { launchChromium } from './chromium'
import { exitWith } from './report'
import { ROOT } from './slidev'

/** Sizes in px; `share` is the drawing's part of the width, and paper is behind it where that is less than all. */
const ICONS = [
  { file: 'icon-192.png', size: 192, share: 1 },
  { file: 'icon-512.png', size: 512, share: 1 },
  // Android may cut a maskable icon to a circle of 80 % of its width
  { file: 'icon-maskable-512.png', size: 512, share: 0.68 },
  { file: 'apple-touch-icon.png', size: 180, share: 0.84 },
]

async function drawIcons(): Promise<void> {
  const paper = readToken(await readFile(path.join(ROOT, 'styles/tokens.css'), 'utf8').catch(() => ''), ':root', '--paper', '#ffffff')
  const drawing = `data:image/svg+xml;base64,${await readFile(path.join(ROOT, 'public/favicon.svg'), 'base64')}`
  const browser = await launchChromium()
  try {
    const page = await browser.newPage()
    for (const { file, size, share } of ICONS) {
      await page.setViewportSize({ width: size, height: size })
      await page.setContent(`<body style="margin: 0; background: ${share < 1 ? paper : 'transparent'}"><img src="${drawing}" style="display: block; width: ${share * size}px; margin: ${(1 - share) * size / 2}px">`)
      await page.screenshot({ path: path.join(ROOT, 'public', file), omitBackground: share === 1 })
      console.log(`Written to public/${file}`)
    }
  } finally {
    await browser.close()
  }
}

await drawIcons().catch(exitWith)
