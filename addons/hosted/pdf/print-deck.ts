import type { Browser, Page, Request } from 'playwright-chromium'
import type { Deck } from '../commands/slidev'
import type { BuiltFolder } from '../prerender/built-deck'
import type { Pdf } from './finish-pdf'
import { comesToRest } from '../prerender/at-rest'
import { openFolder } from '../prerender/built-deck'
import { keepPopupsOnTheirPage, keepSlides, leadLinksToPages, printAddress, PRINTED_SLIDES, slidesOf } from '../slidev-internals/print-page'
import { finishPdf } from './finish-pdf'

/** What to print of a built deck. */
export interface PrintOptions {
  /** A page for each slide, a page for each click, or the slides beside their notes. */
  what: 'slides' | 'clicks' | 'handout'
  /** Numbers of the slides; left out, all. */
  slides?: readonly number[]
  dark?: boolean
  /** Longest wait, ms, until all slides are at rest. */
  timeout?: number
}

/** A printed deck. */
export interface Printed extends Pdf {
  /** What could not be had from other hosts, in words. */
  missing: string[]
}

/** What of another host is seen on a slide. */
const SEEN = ['image', 'media', 'font', 'stylesheet', 'document', 'script']

/** How long, ms, nothing may change before the slides count as at rest. */
const QUIET = 200
const TIMEOUT = 180_000
/** Longest wait, ms, for a page that goes on loading. */
const NETWORK_IDLE = 30_000

/**
 * Prints a built deck: tagged, with an outline, working links, title and language.
 *
 * @param browser closed by the caller
 * @param built the deck's files
 * @param deck what slides.md says: title, language, size, slides
 * @param options what to print
 * @throws {Error} if something in the page fails or does not come to rest, with what the browser said: a PDF with a hole in
 * it is not written
 */
export async function printDeck(browser: Browser, built: BuiltFolder, deck: Deck, { what, slides, dark = false, timeout = TIMEOUT }: PrintOptions): Promise<Printed> {
  const { context, url } = await openFolder(browser, built, { viewport: deck.canvas, colorScheme: dark ? 'dark' : 'light' })
  try {
    const page = await context.newPage()
    page.setDefaultTimeout(timeout)
    const { failures, lost } = collectFailures(page, new URL(url).origin)
    const isHandout = what === 'handout'
    await page.emulateMedia({ media: 'screen' })
    await page.goto(url + (isHandout ? 'handout?print' : printAddress(what === 'clicks')))
    // a film in a frame never stops loading
    await page.waitForLoadState('networkidle', { timeout: NETWORK_IDLE }).catch(() => {})
    if (!await comesToRest(page, { slide: isHandout ? '.handout' : PRINTED_SLIDES, quiet: QUIET }, timeout)) throw brokenDeck(failures.length ? failures : ['The slides do not come to rest.'])
    const printed = isHandout ? undefined : await keepSlides(page, slides)
    if (failures.length) throw brokenDeck(failures)
    if (printed?.length === 0) throw brokenDeck(['The print page has no slides: see addons/hosted/slidev-internals/print-page.ts for what it needs of Slidev.'])
    await leadLinksToPages(page)
    await keepPopupsOnTheirPage(page)
    const pdf = await page.pdf({ width: deck.canvas.width, height: deck.canvas.height, printBackground: true, preferCSSPageSize: true, tagged: true, outline: isHandout })
    const places = await slidesOf(page, lost.map(({ url }) => url))
    const missing = lost.map(({ url, why }, index) => `${url}${places[index] ? ` of slide ${places[index]}` : ''}, which ${why}: put it into public/, or print where it can be had`)
    return { ...await finishPdf(pdf, deck, printed), missing }
  } finally {
    await context.close()
  }
}

/**
 * Keeps what goes wrong in the page: a script that throws, a file that is missing, something that the policy blocks; and
 * apart from that what other hosts do not give.
 */
function collectFailures(page: Page, origin: string): { failures: string[], lost: { url: string, why: string }[] } {
  const failures: string[] = []
  const lost: { url: string, why: string }[] = []
  const fail = (request: Request, why: string) => {
    if (new URL(request.url()).origin === origin) failures.push(`${request.url()} ${why}`)
    else if (SEEN.includes(request.resourceType()) && request.frame().parentFrame() === (request.isNavigationRequest() ? page.mainFrame() : null)) lost.push({ url: request.url(), why })
  }
  page.on('pageerror', error => failures.push(error.message))
  page.on('requestfailed', request => fail(request, `can't be loaded (${request.failure()?.errorText})`))
  page.on('response', response => response.status() >= 400 && fail(response.request(), `answered ${response.status()}`))
  page.on('console', message => /Content Security Policy|Failed to load slide/.test(message.text()) && failures.push(message.text()))
  return { failures, lost }
}

function brokenDeck(failures: string[]): Error {
  return new Error(`The deck has errors, so it is not printed:\n${failures.map(failure => `  ${failure}`).join('\n')}`)
}
