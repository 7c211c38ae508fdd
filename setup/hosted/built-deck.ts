import type { Browser, BrowserContext, Page } from 'playwright-chromium'
import { existsSync } from 'node:fs'
import { readFile, stat } from 'node:fs/promises'
import path from 'node:path'

/** The canvas on a common screen: what Slidev draws there is the same at every size. */
const VIEWPORT = { width: 1280, height: 720 }
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

/** The deck that was just built, open in a browser. */
export interface BuiltDeck {
  /** Where the deck is for this browser, with the base: `http://localhost/base/`. */
  url: string
  /** Opens a slide and waits until nothing on it moves any more. */
  open: (no: number, clicks?: number) => Promise<Page>
  close: () => Promise<void>
}

/**
 * Opens the built deck. The browser's requests are answered from the folder, without a server or a port; nothing else is
 * reached.
 *
 * @param browser closed by the caller
 * @param folder the finished files
 * @param base the deck's path at its host, with slashes at both ends
 */
export async function openBuiltDeck(browser: Browser, folder: string, base: string): Promise<BuiltDeck> {
  const origin = 'http://localhost'
  const context: BrowserContext = await browser.newContext({
    viewport: VIEWPORT,
    reducedMotion: 'reduce',
    colorScheme: 'light',
    serviceWorkers: 'block',
  })
  // a loader of TypeScript may have wrapped the functions that run in the page with this
  await context.addInitScript('globalThis.__name = value => value')
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

  return {
    url: `${origin}${base}`,
    async open(no, clicks = 0) {
      await page.goto(`${origin}${base}${no}${clicks ? `?clicks=${clicks}` : ''}`)
      await page.waitForFunction(stands, no)
      await page.waitForLoadState('networkidle')
      await page.waitForFunction(stands, no)
      return page
    },
    close: () => context.close(),
  }
}

/** Runs in the page: is the slide there, with its fonts, its pictures and its end of all movement? */
function stands(no: number): boolean {
  const slide = document.querySelector(`#slide-content [data-slidev-no="${no}"]`)
  return !!slide?.firstElementChild
    && !slide.querySelector('.slidev-slide-loading')
    && document.fonts.status === 'loaded'
    && [...slide.querySelectorAll('img')].every(image => image.complete)
    && slide.getAnimations({ subtree: true }).every(({ effect, playState }) => playState === 'finished' || effect?.getComputedTiming().endTime === Infinity)
}
