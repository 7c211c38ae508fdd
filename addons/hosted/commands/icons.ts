/**
 * `npm run pictures`: renders the icons and the Open Graph picture from the drawings in public/, with the browser that
 * chromium.ts finds.
 *
 * Run it again after a change of favicon.svg, cover.svg, the talk's title or the colours, and commit what it wrote.
 */
import { Buffer } from 'node:buffer'
import { readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'
import { deflateSync } from 'node:zlib'
import type { Page } from 'playwright-chromium'
import { PNG } from 'pngjs'
import { launchChromium } from './chromium'

const TITLE = 'How Rust is speeding up Python'
const SUBTITLE = 'bindings and tooling'

interface Picture {
  file: string
  /** px */
  width: number
  /** px */
  height: number
  /** Bytes it may have at most: these files are fetched before anything is seen. */
  budget: number
  transparent?: boolean
  body: string
}

const root = fileURLToPath(new URL('../../..', import.meta.url))
const dataUrl = (file: string, type: string) => `data:${type};base64,${readFileSync(file).toString('base64')}`
const svg = (name: string) => dataUrl(`${root}public/${name}`, 'image/svg+xml')
const font = dataUrl(createRequire(import.meta.url).resolve('@fontsource-variable/fraunces/files/fraunces-latin-standard-normal.woff2'), 'font/woff2')
const tokens = readFileSync(`${root}styles/tokens.css`, 'utf8')

const icon = (share: number) => `<img src="${svg('favicon.svg')}" style="width: ${share * 100}vw; margin: ${(1 - share) * 50}vw">`

const openGraph = `
  <main style="display: flex; align-items: center; height: 100vh; box-sizing: border-box; padding: 0 36px 0 72px; font-family: Fraunces; color: var(--ink)">
    <div style="flex: 1">
      <h1 style="margin: 0; font-size: 88px; font-weight: 650; line-height: 1.04; letter-spacing: -0.015em; text-wrap: balance">${TITLE}</h1>
      <p style="margin: 32px 0 0; font-size: 38px; font-weight: 400; color: var(--rust)">${SUBTITLE}</p>
    </div>
    <img src="${svg('pictures/cover.svg')}" style="width: 540px; flex: none">
  </main>`

const pictures: Picture[] = [
  { file: 'icon-192.png', width: 192, height: 192, budget: 20_000, transparent: true, body: icon(1) },
  { file: 'icon-512.png', width: 512, height: 512, budget: 20_000, transparent: true, body: icon(1) },
  // Android may cut a maskable icon to a circle of 80 % of its width: the gear keeps clear of that edge.
  { file: 'icon-maskable-512.png', width: 512, height: 512, budget: 20_000, body: icon(0.68) },
  { file: 'apple-touch-icon.png', width: 180, height: 180, budget: 20_000, body: icon(0.84) },
  { file: 'og.png', width: 1200, height: 630, budget: 60_000, body: openGraph },
]

/** The same picture in at most 256 colours: the most frequent ones stay, each other pixel takes the nearest of them. */
function toPalette(image: PNG): Buffer {
  const { data, width, height } = image
  const count = new Map<number, number>()
  for (let i = 0; i < data.length; i += 4) {
    // A pixel that cannot be seen has no colour of its own.
    if (data[i + 3] === 0) data.fill(0, i, i + 3)
    const colour = data.readUInt32BE(i)
    count.set(colour, (count.get(colour) ?? 0) + 1)
  }
  const palette = [...count].sort((a, b) => b[1] - a[1] || a[0] - b[0]).slice(0, 256).map(([colour]) => colour)
  const channels = (colour: number) => [colour >>> 24, colour >>> 16 & 255, colour >>> 8 & 255, colour & 255] as const
  const known = palette.map(channels)
  const index = new Map<number, number>()
  for (const colour of count.keys()) {
    const [r, g, b, a] = channels(colour)
    const distances = known.map(([kr, kg, kb, ka]) => (r - kr) ** 2 + (g - kg) ** 2 + (b - kb) ** 2 + (a - ka) ** 2)
    index.set(colour, distances.indexOf(Math.min(...distances)))
  }
  const rows = Buffer.alloc((width + 1) * height)
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) rows[y * (width + 1) + x + 1] = index.get(data.readUInt32BE((y * width + x) * 4)) ?? 0
  }
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([8, 3, 0, 0, 0], 8)
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]),
    chunk('IHDR', header),
    chunk('PLTE', Buffer.from(known.flatMap(([r, g, b]) => [r, g, b]))),
    chunk('tRNS', Buffer.from(known.map(([, , , a]) => a))),
    chunk('IDAT', deflateSync(rows, { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

/** One chunk of a PNG: length, type, data, CRC-32 over type and data (PNG specification, section 5.3). */
function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  let crc = 0xFFFFFFFF
  for (const byte of body) {
    crc ^= byte
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? crc >>> 1 ^ 0xEDB88320 : crc >>> 1
  }
  const frame = Buffer.alloc(8)
  frame.writeUInt32BE(data.length, 0)
  frame.writeUInt32BE((crc ^ 0xFFFFFFFF) >>> 0, 4)
  return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)])
}

async function render(page: Page, picture: Picture): Promise<Buffer> {
  await page.setViewportSize({ width: picture.width, height: picture.height })
  await page.setContent(`<style>
    @font-face { font-family: Fraunces; src: url(${font}); font-weight: 100 900 }
    ${tokens}
    body { margin: 0; overflow: hidden; background: ${picture.transparent ? 'transparent' : 'var(--paper)'} }
    img { display: block }
  </style>${picture.body}`)
  await page.evaluate(() => document.fonts.ready)
  return toPalette(PNG.sync.read(await page.screenshot({ omitBackground: picture.transparent ?? false })))
}

const browser = await launchChromium()
try {
  const page = await browser.newPage()
  for (const picture of pictures) {
    const png = await render(page, picture)
    if (png.length > picture.budget) throw new Error(`public/${picture.file} has ${png.length} bytes; at most ${picture.budget} are allowed. Draw it with fewer details or fewer colours.`)
    writeFileSync(`${root}public/${picture.file}`, png)
    console.log(`public/${picture.file}: ${picture.width}x${picture.height}, ${png.length} bytes`)
  }
} finally {
  await browser.close()
}
