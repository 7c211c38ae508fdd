import type { PolicyNeeds } from '../security/policy-needs'
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-chromium'
import { existsSync } from 'node:fs'
import { readFile, stat } from 'node:fs/promises'
import path from 'node:path'
import { lookup } from 'mrmime'
import { comesToRest } from './at-rest'
import { defineInPage } from './in-page'

declare global {
  /** In the built deck's pages: tells what the policy would have forbidden, and on which slide, 0 beside the slides, where that can be seen. */
  function noteViolation(directive: string, blocked: string, pathname: string, no?: number): void
}

/** The window's size, px: what Slidev draws is the same at every size, and link previews want pictures of this one. */
export const VIEWPORT = { width: 1200, height: 675 }

/** How long, ms, nothing may change before a slide counts as at rest. */
const QUIET = 50

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
   * Opens a slide, before its first click or at a click, and waits until nothing on it moves any more.
   *
   * @throws {StructureError} if the page is sound, but has no slide where one is looked for
   * @throws {Error} if the slide does not come to rest, or something in the page fails, with what the browser said
   */
  open: (no: number, clicks?: number) => Promise<Page>
  /** A picture of what is open, as WebP. */
  picture: (quality: number) => Promise<Buffer>
  close: () => Promise<void>
}

/** Where Slidev puts the slide that is shown. */
const slideSelector = (no: number) => `#page-root #slide-content [data-slidev-no="${no}"]`

/** Where a built deck is for the browser that has it open. */
const ORIGIN = 'http://localhost'

/** A built deck in a folder. */
export interface BuiltFolder {
  folder: string
  /** The deck's path at its host, with slashes at both ends. */
  base: string
}

/**
 * A browser context in which the built deck has an address. Requests are answered from the folder, without a server or a
 * port; what slides take from other hosts comes from there.
 *
 * @param headers of all answers
 * @returns the context, and the deck's address there
 */
export async function openFolder(browser: Browser, { folder, base }: BuiltFolder, options: BrowserContextOptions = {}, headers: Record<string, string> = {}): Promise<{ context: BrowserContext, url: string }> {
  const context = await browser.newContext({ reducedMotion: 'reduce', colorScheme: 'light', serviceWorkers: 'block', ...options })
  // slides may show what is on the author's own network; older browsers ask for no permission, and know of none
  await context.grantPermissions(['local-network-access']).catch(() => {})
  // a loader of TypeScript may have wrapped the functions that run in the page with this
  await context.addInitScript('globalThis.__name = value => value')
  await context.route('**/*', async (route) => {
    const url = new URL(route.request().url())
    if (url.origin !== ORIGIN) return route.continue()
    if (!url.pathname.startsWith(base)) return route.abort()
    const wanted = path.join(folder, decodeURIComponent(url.pathname.slice(base.length)))
    const isFile = existsSync(wanted) && (await stat(wanted)).isFile()
    const isPage = route.request().resourceType() === 'document'
    if (!isFile && !isPage) return route.fulfill({ status: 404 })
    const file = isFile ? wanted : path.join(folder, 'index.html')
    return route.fulfill({ body: await readFile(file), headers: { ...headers, 'content-type': lookup(file) ?? 'application/octet-stream' } })
  })
  return { context, url: `${ORIGIN}${base}` }
}

/**
 * Opens the built deck slide by slide.
 *
 * @param browser closed by the caller
 * @param built the finished files
 * @param options `longestWait`: ms until a slide that does not come to rest is given up; `policy`: a Content-Security-Policy
 * that is not enforced, `note`: is told what it would forbid on which slide
 */
export async function openBuiltDeck(browser: Browser, built: BuiltFolder, { longestWait, policy, note }: { longestWait?: number | undefined, policy?: string, note?: PolicyNeeds['note'] } = {}): Promise<BuiltDeck> {
  const { context, url } = await openFolder(browser, built, { viewport: VIEWPORT }, policy ? { 'content-security-policy-report-only': policy } : {})
  // the slide that is on its way: what prerendering itself does on a page later, which may be reported when the next one is on its way, is not the slide's
  let coming: number | undefined
  await context.exposeFunction('noteViolation', (directive: string, blocked: string, pathname: string, no?: number) =>
    coming !== undefined && pathname === new URL(`${url}${coming}`).pathname && note?.(no ?? coming, directive, /^https?:/.test(blocked) && new URL(blocked).origin === ORIGIN ? 'self' : blocked))
  await context.addInitScript(() => addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI, target }) => {
    // Slidev has neighbours of the slide in the page as well
    const asking = target instanceof Element
      ? [target]
      : [...document.querySelectorAll<HTMLElement & { src?: string, href?: string }>(effectiveDirective === 'frame-src' ? 'iframe' : '[src], [href]')].filter(({ src, href }) => (src ?? href)?.startsWith(blockedURI))
    const slides = asking.map(element => Number(element.closest<HTMLElement>('[data-slidev-no]')?.dataset.slidevNo ?? 0))
    for (const no of slides.length ? slides : [undefined]) noteViolation(effectiveDirective, blockedURI, location.pathname, no)
  }))
  await context.addInitScript(defineInPage)
  const page = await context.newPage()
  const protocol = await context.newCDPSession(page)
  // since the slide was opened
  const failures: string[] = []
  page.on('pageerror', error => failures.push(error.message))
  page.on('console', message => message.type() === 'error' && !/\[Report Only\]|report-only/i.test(message.text()) && failures.push(message.text()))

  async function settle(no: number): Promise<Page> {
    const isAtRest = await comesToRest(page, { slide: slideSelector(no), quiet: QUIET }, longestWait)
    coming = undefined
    if (isAtRest) return page
    const words = failures.map(failure => `\n  ${failure}`).join('')
    const isThere = await page.locator(`${slideSelector(no)} :is(.slidev-layout, [frontmatter])`).count() > 0
    if (isThere || failures.length) throw new Error(`Slide ${no} ${isThere ? 'does not come to rest' : 'does not appear'} in the browser${words}`)
    throw new StructureError(`slide ${no} is not where Slidev has had it until now`)
  }

  async function open(no: number, clicks = 0): Promise<Page> {
    coming = no
    if (!clicks) failures.length = 0
    const address = `${url}${no}${clicks ? `?clicks=${clicks}` : ''}`
    if (page.url() === 'about:blank') {
      await page.goto(address, { waitUntil: 'domcontentloaded' })
    } else {
      // as if the browser went forward to this address: the deck's router goes on from there, without loading the page again
      await page.evaluate((address) => {
        history.pushState({}, '', address)
        dispatchEvent(new PopStateEvent('popstate', { state: {} }))
      }, address)
      await page.evaluate(() => new Promise(requestAnimationFrame))
    }
    return settle(no)
  }

  return {
    url,
    open,
    async picture(quality) {
      const { data } = await protocol.send('Page.captureScreenshot', { format: 'webp', quality })
      return Buffer.from(data, 'base64')
    },
    close: () => context.close(),
  }
}
