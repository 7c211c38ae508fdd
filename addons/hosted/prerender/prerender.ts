/**
 * The slides in the HTML. At the end of the build the finished deck is opened in Chromium, slide by slide, and what
 * it shows before the first click and after each is written into a page of its own: `index.html` for the first slide,
 * `11.html` for `/11`, with the styles it needs. It is readable before any script arrives and answers keys before the deck
 * does (inline/in-html.js); Slidev then starts behind it, and client/handover.ts removes it once Slidev's own slide looks
 * just the same.
 *
 * Why this way: Slidev can't be rendered on a server and hydrated (its client asks for the window and its size
 * everywhere), and a second rendering of the Markdown would be a second deck. This one needs of Slidev only what every
 * theme needs as well: that there is a `#slide-content` in `#page-root`, scaled by `--slidev-slide-scale`, with the slides
 * in `[data-slidev-no]`. If an update changes that, the build says so and leaves the first slide out: the deck then
 * works as Slidev built it. What fails in the page fails the build. tests/full/prerender.test.ts compares both, pixel by
 * pixel, and tests/full/build.test.ts has the builds that go without.
 */
import type { ResolvedSlidevOptions } from '@slidev/types'
import type { Browser } from 'playwright-chromium'
import type { Plugin, ResolvedConfig } from 'vite'
import type { BuiltDeck } from './built-deck'
import type { StaticSlide } from './static-slide'
import { existsSync } from 'node:fs'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { formatPolicy, pagePolicy } from '../security/policy'
import { PolicyNeeds } from '../security/policy-needs'
import { runtimeStyles } from '../security/runtime-styles'
import { siteUrl } from '../site-url'
import { shownSlide } from '../slidev-internals/shown-slide'
import { openBuiltDeck, StructureError, VIEWPORT } from './built-deck'
import { modulesOfSlide } from './chunks'
import { criticalCss } from './critical-css'
import { clickStates } from './click-states'
import { FIRST_KEYS } from './inline/first-keys'
import { BEFORE_PAINT } from './inline/before-paint'
import { composePage } from './page'
import { readingPage } from '../reading-page/reading-page'
import { describe, readableNote } from './slide-text'
import { fontFiles, minify } from './files'
import { matching, styleSheets, takeSlide } from './static-slide'

/** Slide pictures for link previews, in this folder of the site. */
const PREVIEWS = 'previews'
const PREVIEW_QUALITY = 20

const ownFile = (name: string): Promise<string> => readFile(new URL(name, import.meta.url), 'utf8')

/**
 * Prerenders the slides at the end of `slidev build`. It runs before plugins that list the finished files, such as
 * those that write a service worker, and before Slidev makes `404.html` of `index.html`.
 *
 * Without a Chromium the build is as Slidev makes it, and says so.
 *
 * @param options Slidev's
 * @param longestWait ms until a slide that does not come to rest is given up
 * @param needs is told what slides take from elsewhere
 */
export function prerender(options: Pick<ResolvedSlidevOptions, 'data' | 'userRoot' | 'withoutNotes'>, longestWait?: number, needs = new PolicyNeeds()): Plugin {
  let config: ResolvedConfig
  const filesOf = new Map<number, string[]>()

  return {
    name: 'hosted:prerender',
    apply: 'build',
    configResolved(resolved) {
      config = resolved
    },
    generateBundle(_, bundle) {
      for (const { index } of options.data.slides) filesOf.set(index + 1, modulesOfSlide(bundle, index + 1))
    },
    closeBundle: {
      order: 'pre',
      sequential: true,
      async handler(error?: Error) {
        const folder = path.resolve(config.root, config.build.outDir)
        // Vite closes a bundle that failed as well
        if (error || !existsSync(path.join(folder, 'index.html'))) return
        const { routerMode } = options.data.config
        const say = (line: string) => config.logger.warn(line)
        const { findChromium, launchChromium, REACHES_OTHERS } = await import('../commands/chromium')
        const chromium = findChromium()
        if (!chromium) return say('No Chromium found: building without the slides in the HTML and without the reading page (npm run chromium installs one)')
        if (routerMode !== 'history') return say(`The slides are not put into the HTML in router mode "${routerMode}": all slides share one address`)

        const { canvasWidth, aspectRatio } = options.data.config
        const policy = formatPolicy(pagePolicy(runtimeStyles({ width: canvasWidth, height: Math.ceil(canvasWidth / aspectRatio) })))
        const browser: Browser = await launchChromium({ executablePath: chromium, args: REACHES_OTHERS })
        try {
          const decks = await Promise.all(Array.from({ length: LANES }, () =>
            openBuiltDeck(browser, { folder, base: config.base }, { longestWait, policy, note: needs.note.bind(needs) })))
          await writePages({ decks, folder, base: config.base, data: options.data, userRoot: options.userRoot, withoutNotes: !!options.withoutNotes, filesOf })
          needs.isKnown = true
        } catch (error) {
          if (!(error instanceof StructureError)) throw error
          say(`BUILT WITHOUT THE SLIDES IN THE HTML AND WITHOUT THE READING PAGE: ${error.message}. The deck works, but starts later; see addons/hosted/prerender/prerender.ts for what it needs of Slidev`)
        } finally {
          await browser.close()
        }
      },
    },
  }
}

interface Task {
  decks: BuiltDeck[]
  folder: string
  base: string
  data: ResolvedSlidevOptions['data']
  userRoot: string
  withoutNotes: boolean
  filesOf: Map<number, string[]>
}

/** Pages that are open at a time: one is drawn while another loads. */
const LANES = 2

async function writePages({ decks, folder, base, data, userRoot, withoutNotes, filesOf }: Task): Promise<void> {
  const { canvasWidth, aspectRatio, colorSchema, info } = data.config
  const template = await readFile(path.join(folder, 'index.html'), 'utf8')
  const frameStyles = minify(await ownFile('static-slide.css'))
    .replaceAll('__WIDTH__', String(canvasWidth))
    .replaceAll('__HEIGHT__', String(Math.ceil(canvasWidth / aspectRatio)))
  const withoutScript = minify(await ownFile('without-script.css'))
  const site = siteUrl(userRoot, base)
  const total = data.slides.length
  const article = readingPage()
  const pages = new Map<string, string | Buffer>()

  async function writeSlide(deck: BuiltDeck, no: number): Promise<void> {
    const source = data.slides[no - 1]
    const page = await deck.open(no)
    const slide = await takeSlide(page, no)
    const preview = `${PREVIEWS}/${no}.webp`
    if (site) pages.set(preview, await deck.picture(PREVIEW_QUALITY))
    const windowTitle = await page.title()
    const title = slide.heading || windowTitle
    const shown = await shownSlide(page)
    const note = await readableNote(page, withoutNotes ? '' : shown.note)

    const chapter = article.begin({ no, title, note, opener: source?.frontmatter.layout === 'section' })
    await chapter.add(page)
    const states: StaticSlide[] = []
    for (let click = 1; click <= shown.clicks; click++) {
      await deck.open(no, click)
      states.push(await takeSlide(page, no))
      await chapter.add(page)
    }
    await chapter.end(page)

    const markup = [slide, ...states].map(state => `<div id="first-slide" class="first-slide">${state.markup}</div>`).join('')
    const styles = [...new Set([slide, ...states].flatMap(state => state.styles))].join('')
    const { css, darkWithoutScript } = await criticalCss(await styleSheets(page), {
      matches: selectors => matching(page, markup, selectors),
      fonts: slide.fonts,
      extra: `${styles}${markup}${frameStyles}${withoutScript}`,
    })
    const here = no === 1 ? '' : String(no)
    const html = await composePage(page, {
      template,
      meta: {
        title: windowTitle,
        description: describe(no === 1 && info ? String(info) : note.text || slide.text),
        canonical: `${site || base}${here}`,
        // link previews need absolute addresses
        ...site && {
          url: `${site}${here}`,
          image: { url: `${site}${preview}`, alt: `Slide ${no}: ${title}`, ...VIEWPORT },
        },
      },
      slide: { no, markup: slide.markup, clicks: await clickStates(page, slide.markup, states.map(state => state.markup)) },
      base,
      total,
      paths: no === 1 ? [base, `${base}index.html`, `${base}1`, `${base}1/`] : [`${base}${no}`, `${base}${no}/`],
      scheme: colorSchema === 'light' || colorSchema === 'dark' ? colorSchema : 'auto',
      scripts: { beforePaint: BEFORE_PAINT, firstKeys: FIRST_KEYS },
      css: `:root{--vh:1dvh}${css}${styles}${frameStyles}`,
      cssWithoutScript: `${darkWithoutScript}${withoutScript}`,
      preload: {
        fonts: fontFiles(css),
        images: slide.images,
        modules: (filesOf.get(no) ?? []).map(file => base + file),
      },
      links: [
        ...no > 1 ? [{ rel: 'prev', href: `${base}${no - 1}`, text: `← Slide ${no - 1}` }] : [],
        { rel: 'alternate', href: `${base}read/#slide-${no}`, text: 'Read as an article' },
        ...no < total ? [{ rel: 'next', href: `${base}${no + 1}`, text: `Slide ${no + 1} →` }] : [],
      ],
    })
    pages.set(`${no}.html`, html)
    if (no === 1) pages.set('index.html', html)
  }

  const waiting = data.slides.map((_, index) => index + 1)
  await Promise.all(decks.map(async (deck) => {
    for (let no = waiting.shift(); no; no = waiting.shift()) await writeSlide(deck, no)
  }))

  const { author, keywords, lang } = data.headmatter as { author?: string, keywords?: string | string[], lang?: string }
  const talk = {
    title: data.config.title,
    description: describe(String(info || '')),
    author,
    keywords: [keywords ?? []].flat().flatMap(words => words.split(/,\s*/)),
    lang: lang ?? 'en',
    base,
    site,
  }
  const [deck] = decks
  if (deck) for (const [name, content] of await article.files(await deck.open(1), talk)) pages.set(name, content)

  // all or none: a deck whose pages differ in kind would be hard to understand
  for (const [name, content] of pages) {
    await mkdir(path.dirname(path.join(folder, name)), { recursive: true })
    await writeFile(path.join(folder, name), content)
  }
}
