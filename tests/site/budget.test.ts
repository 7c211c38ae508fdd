import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { slides } from '../support/deck'
import { newWindow, site } from '../support/site'

const KB = 1024
const COMPRESSED = /\.(?:html|js|mjs|css|svg|json|webmanifest|txt|xml|wasm)$/
const PICTURE = /\.(?:svg|png|jpe?g|webp|avif|gif|ico)$/
/**
 * What is fetched by those alone who ask for it: the live experiment; the PDF, a download behind a link that no page loads
 * by itself; and the tests' own copies.
 */
const APART = /(?:^|\/)pyodide-|\.so$|polymatch[^/]*\.wasm$|\.pdf$|\.gz$/

/** Bytes of a file as a host sends it: brotli, and gzip for those who can't. */
async function sent(file: string): Promise<{ brotli: number, gzip: number }> {
  const content = await readFile(file)
  return COMPRESSED.test(file)
    ? { brotli: brotliCompressSync(content).length, gzip: gzipSync(content, { level: 9 }).length }
    : { brotli: content.length, gzip: content.length }
}

/** Bytes of files as the hosts send them that do worst: some know brotli, GitHub Pages gzip alone. */
async function weigh(files: string[]): Promise<number> {
  const sizes = await Promise.all(files.map(file => sent(path.join(site.folder, file))))
  const sum = (encoding: 'brotli' | 'gzip') => sizes.reduce((sum, size) => sum + size[encoding], 0)
  return Math.max(sum('brotli'), sum('gzip'))
}

async function filesOf(): Promise<string[]> {
  const files = await readdir(site.folder, { recursive: true, withFileTypes: true })
  return files.filter(file => file.isFile()).map(file => path.relative(site.folder, path.join(file.parentPath, file.name)))
    .filter(file => !APART.test(file))
}

/** The files that a page asks for by itself. */
async function named(page: string, pattern: RegExp): Promise<string[]> {
  const html = await readFile(path.join(site.folder, page), 'utf8')
  return [...new Set([...html.matchAll(pattern)].map(([, address = '']) => address.slice(site.base.length)))]
}

const scripts = () => named('index.html', /(?:<script[^>]* src|<link rel="modulepreload"[^>]* href)="([^"]+)"/g)
const styles = () => named('index.html', /<link rel="stylesheet"[^>]* href="([^"]+)"/g)
const files = await filesOf()

describe('the weight of the deck', () => {
  it('reading a slide takes at most 12 KB besides its picture and its fonts', async () => {
    // scripts and style sheets come later: see prerender.test.ts
    for (const page of files.filter(file => /^(?:\d+|index)\.html$/.test(file))) expect(await weigh([page]), page).toBeLessThanOrEqual(12 * KB)
  })

  it('the deck starts with at most 110 KB of script and 28 KB of style', async () => {
    expect(await weigh(await scripts())).toBeLessThanOrEqual(110 * KB)
    expect(await weigh(await styles())).toBeLessThanOrEqual(28 * KB)
  })

  it('asks for at most 20 files until it is quiet, and 40 when all slides are there with their pictures', async () => {
    const { page } = await newWindow()
    const asked: string[] = []
    page.on('request', request => asked.push(request.url()))
    await page.goto(site.url)
    await page.waitForFunction(() => !document.querySelector('#first-slide'))
    await page.waitForLoadState('networkidle')
    const first = asked.length
    // Slidev asks for all slides three seconds after the first
    await page.waitForFunction(count => document.querySelectorAll('#slideshow > .slidev-page').length === count, slides.length)
    // a page is idle once: after that, what is on its way is asked of the pictures themselves
    await page.waitForFunction(() => Array.from(document.images).every(image => image.complete))
    expect(first, asked.slice(0, first).join('\n')).toBeLessThanOrEqual(20)
    expect(asked.length, asked.join('\n')).toBeLessThanOrEqual(40)
  })

  it('and is answered with no other script or style', async () => {
    const allowed = [...await scripts(), ...await styles()].map(file => `${site.base}${file}`)
    const { page, context } = await newWindow()
    await context.route(/\.(?:js|css)$/, route => allowed.includes(new URL(route.request().url()).pathname) ? route.continue() : route.abort())
    await page.goto(site.url)
    await page.waitForFunction(() => globalThis.deckPosition()?.no === 1 && !document.querySelector('#first-slide'))
    await page.keyboard.press('ArrowRight')
    // one and no more, or this throws
    await page.locator('#app .slidev-vclick-current:visible').waitFor()
    expect(await page.evaluate(() => globalThis.deckPosition()?.clicks)).toBe(1)
  })

  it('the fonts take at most 60 KB', async () => {
    const fonts = files.filter(file => /\.(?:woff2?|ttf|otf)$/.test(file))
    expect(fonts.length).toBeGreaterThan(0)
    expect(await weigh(fonts)).toBeLessThanOrEqual(60 * KB)
  })

  it.each(files.filter(file => PICTURE.test(file)))('the picture %s takes at most 60 KB', async (file) => {
    expect(await weigh([file])).toBeLessThanOrEqual(60 * KB)
  })

  it('the whole deck takes at most 1 MB, besides what only a click fetches: the live experiment and the PDF', async () => {
    expect(await weigh(files)).toBeLessThanOrEqual(KB * KB)
  })

  it('ships nothing that no slide needs', async () => {
    const code = (await Promise.all(files.filter(file => file.endsWith('.js')).map(file => readFile(path.join(site.folder, file), 'utf8')))).join('\n')
    // floating-vue's, drauu's and the template compiler's own words
    for (const word of ['v-popper__popper', 'stylus-smooth', 'compileToFunction']) expect(code).not.toContain(word)
    expect(files.filter(file => /logo.*\.png$/.test(file))).toEqual([])
  })
})
