/**
 * Slidev's own command line, with the browser it prints with in our hands. Slidev launches Playwright's Chromium without
 * a path for the notes, and prints untagged PDFs while the page may still be loading; none of that has an option. Both
 * go through Playwright's public API, so that is where it is set right, and Slidev stays as it is. The port that
 * `slidev build` prints through, a fixed one, is made a free one, so that two builds do not meet.
 *
 * Not run by hand: `runSlidev` in slidev.ts starts it.
 */
import type { Browser, BrowserContext, LaunchOptions, Page } from 'playwright-chromium'
import type { AddressInfo } from 'node:net'
import { Server } from 'node:net'
import process from 'node:process'
import { PDFDocument } from 'pdf-lib'
import { chromium } from 'playwright-chromium'
import { CHROMIUM_ARGS } from '../commands/chromium'

const launch = chromium.launch.bind(chromium)

chromium.launch = async (options: LaunchOptions = {}) => prepareBrowser(await launch({
  ...options,
  executablePath: options.executablePath ?? process.env.CHROMIUM_PATH,
  args: [...CHROMIUM_ARGS, ...options.args ?? []],
}))

const PRINT_PORT = 12445
let printPort: (() => number | undefined) | undefined

if (process.argv[2] === 'build') {
  const listen = Server.prototype.listen
  Server.prototype.listen = function (this: Server, ...args: unknown[]) {
    if (args[0] !== PRINT_PORT) return Reflect.apply(listen, this, args)
    printPort = () => (this.address() as AddressInfo | null)?.port
    return Reflect.apply(listen, this, [0, ...args.slice(1)])
  }
}

/** The address that Slidev wants to print, at the port that its server got, and in print mode, which it leaves out for the notes. */
function printAddress(address: string): string {
  const url = new URL(address)
  const port = printPort?.()
  if (port && url.port === String(PRINT_PORT)) url.port = String(port)
  if (isNotes(url)) url.searchParams.set('print', 'true')
  return url.href
}

function isNotes({ pathname }: URL): boolean {
  return pathname.endsWith('/presenter/print')
}

function prepareBrowser(browser: Browser): Browser {
  const newContext = browser.newContext.bind(browser)
  // a printed page is still: whatever moves shows its end
  browser.newContext = async options => prepareContext(await newContext({ ...options, reducedMotion: 'reduce' }))
  return browser
}

function prepareContext(context: BrowserContext): BrowserContext {
  const newPage = context.newPage.bind(context)
  context.newPage = async () => preparePage(await newPage())
  return context
}

/** Vite's answer for a dependency that it has just bundled anew; it reloads the page then. */
const OUTDATED = 504

/** How often a page that is reloaded while it is printed is printed anew. */
const ATTEMPTS = 5

function brokenDeck(errors: string[]): Error {
  return new Error(`The deck has errors, so it is not printed:\n${errors.join('\n')}`)
}

function preparePage(page: Page): Page {
  const goto = page.goto.bind(page)
  const pdf = page.pdf.bind(page)
  const errors: string[] = []
  const failed = new Promise<never>((_, reject) => {
    // a slide that does not compile, a picture that is not there
    page.on('response', (response) => {
      const status = response.status()
      if (status < 400) return
      errors.push(`${response.url()} answered ${status} ${response.statusText()}`)
      if (status !== OUTDATED) reject(brokenDeck(errors))
    })
  })
  failed.catch(() => {})
  page.on('pageerror', error => errors.push(error.message))
  let navigations = 0
  page.on('framenavigated', (frame) => {
    if (frame !== page.mainFrame()) return
    navigations += 1
    errors.length = 0
  })

  page.setDefaultTimeout(180_000)
  page.goto = (url, options) => goto(printAddress(url), options)
  page.pdf = async (options) => {
    for (let attempt = 1; ; attempt++) {
      const navigationsBefore = navigations
      await Promise.race([settled(page), failed])
      await page.evaluate(mendLinks)
      // Slidev writes the outline of the slides itself; the notes get theirs from the headings
      const printed = await pdf({ ...options, tagged: true, outline: isNotes(new URL(page.url())) })
      const slides = await page.locator('.print-slide-container').count()
      const pages = (await PDFDocument.load(printed)).getPageCount()
      // Vite reloads the page when it finds a dependency late, and a slide that comes late brings pages for its clicks:
      // what was printed meanwhile is not the talk
      const isWhole = navigations === navigationsBefore && (slides === 0 || slides === pages)
      if (!isWhole && attempt < ATTEMPTS) continue
      if (!isWhole) errors.push(`${slides} slides and clicks gave ${pages} pages`)
      if (errors.length) throw brokenDeck(errors)
      return printed
    }
  }
  return page
}

/** Waits until everything on the page is there: slides, pictures, fonts, and what a `data-waitfor` names. */
async function settled(page: Page): Promise<void> {
  await page.waitForLoadState('networkidle')
  await page.waitForFunction(() => {
    const slides = [...document.querySelectorAll('.slidev-page')]
    return slides.length > 0
      && slides.every(slide => slide.childElementCount > 0)
      && !document.querySelector('.slidev-slide-loading')
      && document.fonts.status === 'loaded'
      && [...document.images].every(image => image.complete)
      && [...document.querySelectorAll<HTMLElement>('[data-waitfor]')]
        .every(element => !element.dataset.waitfor || element.querySelector(element.dataset.waitfor)?.checkVisibility())
  })
}

/**
 * Runs in the page: gives links to another slide the address that its printed page has. Slidev's `<Link to="3">` prints as
 * `#3`, a Markdown link as this server's `/3`, yet the page's id is `003-01`. What else leads to this server leads nowhere
 * in a PDF and loses its link.
 */
function mendLinks(): void {
  for (const link of document.querySelectorAll<HTMLAnchorElement>('a[href]')) {
    const url = new URL(link.href)
    if (url.origin !== location.origin) continue
    const isPage = url.hash.length > 1 && document.getElementById(url.hash.slice(1))
    const number = /^#\/?(\d+)$/.exec(url.hash)?.[1] ?? /\/(\d+)\/?$/.exec(url.pathname)?.[1]
    const slide = number && document.querySelector(`[id^="${number.padStart(3, '0')}-"]`)
    if (slide) link.href = `#${slide.id}`
    else if (!isPage) link.removeAttribute('href')
  }
}

// by its address: the program has no types
await import(import.meta.resolve('@slidev/cli/bin/slidev.mjs'))
