/**
 * The first slide in the HTML. At the end of the build the finished deck is opened in Chromium, slide by slide, and what
 * stands there before the first click is written into a page of its own: `index.html` for the first slide, `11.html` for
 * `/11`, with the styles it needs. It is readable before any script arrives; Slidev then starts behind it, and take-over.ts
 * removes it once Slidev's own slide looks just the same.
 *
 * Why this way: Slidev can't be rendered on a server and hydrated (its client asks for the window and its size
 * everywhere), and a second rendering of the Markdown would be a second deck. This one needs of Slidev only what every
 * theme needs as well: that there is a `#slide-content` in `#page-root`, scaled by `--slidev-slide-scale`, with the slides
 * in `[data-slidev-no]`. If an update changes that, the build says so and leaves the first slide out: the deck then
 * works as Slidev built it. tests/site/prerender.test.ts compares both, pixel by pixel.
 */
import type { ResolvedSlidevOptions } from '@slidev/types'
import type { Browser } from 'playwright-chromium'
import type { Plugin, ResolvedConfig } from 'vite'
import type { BuiltDeck } from './built-deck'
import type { Files } from './chunks'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { siteUrl } from '../site'
import { openBuiltDeck, VIEWPORT } from './built-deck'
import { filesOfSlide } from './chunks'
import { criticalCss } from './critical-css'
import { GUARD } from './guard'
import { composePage } from './page'
import { describe, plainNote } from './slide-text'
import { matching, styleSheets, takeSlide } from './static-slide'

/** Slide pictures for link previews, in this folder of the site. */
const PREVIEWS = 'previews'
const PREVIEW_QUALITY = 55

const ownFile = (name: string): Promise<string> => readFile(new URL(name, import.meta.url), 'utf8')

/**
 * Prerenders the slides at the end of `slidev build`. It runs before plugins that list the finished files, such as
 * those that write a service worker, and before Slidev makes `404.html` of `index.html`.
 *
 * Without a Chromium the build is as Slidev makes it, and says so.
 */
export function prerender(options: ResolvedSlidevOptions): Plugin {
  let config: ResolvedConfig
  const filesOf = new Map<number, Files>()

  return {
    name: 'hosted:prerender',
    apply: 'build',
    configResolved(resolved) {
      config = resolved
    },
    generateBundle(_, bundle) {
      for (const { index } of options.data.slides) filesOf.set(index + 1, filesOfSlide(bundle, index + 1))
    },
    closeBundle: {
      order: 'pre',
      sequential: true,
      async handler(error?: Error) {
        if (error) return
        const { routerMode } = options.data.config
        const folder = path.resolve(config.root, config.build.outDir)
        const say = (line: string) => config.logger.warn(line)
        const { findChromium, launchChromium } = await import('../../scripts/chromium')
        const chromium = findChromium()
        if (!chromium) return say('No Chromium found: building without the first slide in the HTML and without the reading page (npm run chromium installs one)')
        if (routerMode !== 'history') return say(`The first slide is not put into the HTML in router mode "${routerMode}": all slides share one address`)

        const browser: Browser = await launchChromium({ executablePath: chromium })
        try {
          const deck = await openBuiltDeck(browser, folder, config.base)
          await writePages({ deck, folder, base: config.base, data: options.data, withoutNotes: !!options.withoutNotes, filesOf, say })
          await deck.close()
        } finally {
          await browser.close()
        }
      },
    },
  }
}

interface Task {
  deck: BuiltDeck
  folder: string
  base: string
  data: ResolvedSlidevOptions['data']
  withoutNotes: boolean
  filesOf: Map<number, Files>
  say: (line: string) => void
}

async function writePages({ deck, folder, base, data, withoutNotes, filesOf, say }: Task): Promise<void> {
  const { canvasWidth, aspectRatio, colorSchema, info } = data.config
  const template = await readFile(path.join(folder, 'index.html'), 'utf8')
  const frameStyles = minify(await ownFile('static-slide.css'))
    .replaceAll('__WIDTH__', String(canvasWidth))
    .replaceAll('__HEIGHT__', String(Math.ceil(canvasWidth / aspectRatio)))
  const withoutScript = minify(await ownFile('without-script.css'))
  const deckTitle = data.config.title
  const site = siteUrl()
  const total = data.slides.length
  const pages = new Map<string, string>()
  await mkdir(path.join(folder, PREVIEWS), { recursive: true })

  for (const [index, source] of data.slides.entries()) {
    const no = index + 1
    const page = await deck.open(no)
    const slide = await takeSlide(page, no)
    if (!slide) return say(`Slide ${no} is not built as expected, so the slides are not put into the HTML: see setup/hosted/prerender.ts`)

    const markup = `<div id="first-slide">${slide.markup}</div>`
    const { css, darkWithoutScript } = await criticalCss(await styleSheets(page), {
      matches: selectors => matching(page, markup, selectors),
      fonts: slide.fonts,
      extra: `${slide.styles}${slide.markup}${frameStyles}`,
    })
    const preview = `${PREVIEWS}/${no}.webp`
    await writeFile(path.join(folder, preview), await deck.picture(PREVIEW_QUALITY))

    const title = source.title || slide.heading
    const note = withoutNotes ? '' : plainNote(source.note ?? '')
    const files = filesOf.get(no) ?? { modules: [], styles: [] }
    const html = await composePage(page, {
      template,
      meta: {
        title: no === 1 || !title ? deckTitle : `${title} · ${deckTitle}`,
        description: describe(no === 1 && info ? String(info) : note || slide.text),
        canonical: `${site || base}${no === 1 ? '' : no}`,
        // link previews need absolute addresses
        ...site && {
          url: `${site}${no === 1 ? '' : no}`,
          image: { url: `${site}${preview}`, alt: `Slide ${no}: ${title}`, ...VIEWPORT },
        },
      },
      slide,
      paths: no === 1 ? [base, `${base}index.html`, `${base}1`, `${base}1/`] : [`${base}${no}`, `${base}${no}/`],
      scheme: colorSchema === 'light' || colorSchema === 'dark' ? colorSchema : 'auto',
      guard: GUARD,
      css: `:root{--vh:1dvh}${css}${slide.styles}${frameStyles}`,
      cssWithoutScript: `${darkWithoutScript}${withoutScript}`,
      preload: {
        fonts: fontFiles(css, await loadedFiles(page)),
        images: slide.backgrounds,
        modules: files.modules.map(file => base + file),
        styles: files.styles.map(file => base + file),
      },
      links: [
        ...no > 1 ? [{ rel: 'prev', href: `${base}${no - 1}`, text: `← Slide ${no - 1}` }] : [],
        { rel: 'alternate', href: `${base}read/#slide-${no}`, text: 'The whole talk as an article' },
        ...no < total ? [{ rel: 'next', href: `${base}${no + 1}`, text: `Slide ${no + 1} →` }] : [],
      ],
    })
    pages.set(`${no}.html`, html)
    if (no === 1) pages.set('index.html', html)
  }

  // all or none: a deck whose pages differ in kind would be hard to understand
  for (const [name, html] of pages) await writeFile(path.join(folder, name), html)
}

/** Addresses of what the page has loaded. */
function loadedFiles(page: Awaited<ReturnType<BuiltDeck['open']>>): Promise<string[]> {
  return page.evaluate(() => performance.getEntriesByType('resource').map(entry => new URL(entry.name).pathname))
}

/** The font files that the styles name and the page has really used. */
function fontFiles(css: string, loaded: string[]): string[] {
  const named = [...css.matchAll(/url\(["']?([^"')]+\.woff2)["']?\)/g)].map(([, url]) => url ?? '')
  return [...new Set(named)].filter(url => loaded.includes(url))
}

/** For our own few rules: comments and line breaks out. */
function minify(css: string): string {
  return css.replace(/\/\*[\s\S]*?\*\//g, '').replace(/\s*\n\s*/g, '').replace(/\s*([{};,])\s*/g, '$1').replace(/;\}/g, '}').replace(/:\s+/g, ':')
}
