import type { Browser, BrowserContext, Page } from 'playwright-chromium'
import { existsSync } from 'node:fs'
import { readFile, stat } from 'node:fs/promises'
import path from 'node:path'
import { isAtRest } from './at-rest'
import { defineInPage } from './in-page'

/** The window's size, px: what Slidev draws is the same at every size, and link previews want pictures of this one. */
export const VIEWPORT = { width: 1200, height: 675 }

/** How long, ms, nothing may change before a slide is taken to be at rest. */
const QUIET = 100

/** How often, ms, and how long, ms, to look whether it is. */
const POLL = 30
const LONGEST_WAIT = 30_000

const MIME: Record<string, string> = {
  '.css': 'text/css',
  '.html': 'text/html',
  '.ico': 'image/x-icon',
  '.jpg': 'image/jpeg',
  '.js': 'text/javascript',
  '.json': 'application/json',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.wasm': 'application/wasm',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
}

/**
 * The page does not hold the slide where Slidev has always put it, though nothing failed in it: an update of Slidev has
 * changed its structure. An error of the author's is never reported as this.
 */
export class StructureError extends Error {
  override name = 'StructureError'
}

/** The deck that was just built, open in a browser. */
export interface BuiltDeck {
  /** Where the deck is for this browser, with the base: `http://localhost/base/`. */
  url: string
  /**
   * Opens a slide before its first click and waits until nothing on it moves any more.
   *
   * @throws {StructureError} if the page is sound, but has no slide where one is looked for
   * @throws {Error} if the slide does not come to rest, or something in the page fails, with what the browser said
   */
  open: (no: number) => Promise<Page>
  /** Goes to a click of the slide that is open, and waits likewise. False if the slide has fewer. */
  click: (no: number, clicks: number) => Promise<boolean>
  /** A picture of what is open, as WebP. */
  picture: (quality: number) => Promise<Buffer>
  close: () => Promise<void>
}

/** Where Slidev puts the slide that is shown. */
const slideSelector = (no: number) => `#page-root #slide-content [data-slidev-no="${no}"]`

/**
 * Opens the built deck. The browser's requests are answered from the folder, without a server or a port; nothing else is
 * reached.
 *
 * @param browser closed by the caller
 * @param folder the finished files
 * @param base the deck's path at its host, with slashes at both ends
 * @param longestWait ms until a slide that does not come to rest is given up
 */
export async function openBuiltDeck(browser: Browser, folder: string, base: string, longestWait = LONGEST_WAIT): Promise<BuiltDeck> {
  const origin = 'http://localhost'
  const context: BrowserContext = await browser.newContext({
    viewport: VIEWPORT,
    reducedMotion: 'reduce',
    colorScheme: 'light',
    serviceWorkers: 'block',
  })
  // a loader of TypeScript may have wrapped the functions that run in the page with this
  await context.addInitScript('globalThis.__name = value => value')
  await context.addInitScript(defineInPage)
  await context.route('**/*', async (route) => {
    const url = new URL(route.request().url())
    if (url.origin !== origin || !url.pathname.startsWith(base)) return route.abort()
    const wanted = path.join(folder, decodeURIComponent(url.pathname.slice(base.length)))
    const isFile = existsSync(wanted) && (await stat(wanted)).isFile()
    const isPage = route.request().resourceType() === 'document'
    if (!isFile && !isPage) return route.fulfill({ status: 404 })
    const file = isFile ? wanted : path.join(folder, 'index.html')
    return route.fulfill({ body: await readFile(file), contentType: MIME[path.extname(file)] ?? 'application/octet-stream' })
  })
  const page = await context.newPage()
  const protocol = await context.newCDPSession(page)
  // of the page that is open
  const failures: string[] = []
  page.on('pageerror', error => failures.push(error.message))
  page.on('console', message => message.type() === 'error' && failures.push(message.text()))

  async function settle(no: number): Promise<Page> {
    const end = Date.now() + longestWait
    while (!await page.evaluate(isAtRest, { slide: slideSelector(no), quiet: QUIET })) {
      if (Date.now() > end) {
        const words = failures.map(failure => `\n  ${failure}`).join('')
        const isThere = await page.evaluate(isInPlace, no)
        if (isThere || failures.length) throw new Error(`Slide ${no} ${isThere ? 'does not come to rest' : 'does not appear'} in the browser${words}`)
        throw new StructureError(`slide ${no} is not where Slidev has had it until now`)
      }
      await page.waitForTimeout(POLL)
    }
    return page
  }

  async function click(no: number, clicks: number): Promise<boolean> {
    // as if the browser went forward to this address: the deck's router takes it from there, without loading anew
    await page.evaluate((clicks) => {
      history.pushState({}, '', `?clicks=${clicks}`)
      dispatchEvent(new PopStateEvent('popstate', { state: {} }))
    }, clicks)
    await page.evaluate(() => new Promise(requestAnimationFrame))
    await settle(no)
    // the deck has set the address right, see addons/hosted/slidev-internals/clicks-query.ts
    return Number(new URL(page.url()).searchParams.get('clicks') ?? 0) === clicks
  }

  return {
    url: `${origin}${base}`,
    async open(no) {
      failures.length = 0
      await page.goto(`${origin}${base}${no}`, { waitUntil: 'domcontentloaded' })
      return settle(no)
    },
    click,
    async picture(quality) {
      const { data } = await protocol.send('Page.captureScreenshot', { format: 'webp', quality })
      return Buffer.from(data, 'base64')
    },
    close: () => context.close(),
  }
}

/** Runs in the page: is there a slide at all where one is expected? */
function isInPlace(no: number): boolean {
  return document.querySelector(`#page-root #slide-content [data-slidev-no="${no}"] .slidev-layout`) !== null
}
