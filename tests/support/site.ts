import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-chromium'
import type { Rest } from '../../addons/hosted/prerender/at-rest'
import type { Step } from './deck'
import type { Site } from './setup'
import { setTimeout } from 'node:timers/promises'
import { chromium } from 'playwright-chromium'
import { expect, inject, onTestFinished } from 'vitest'
import { isAtRest } from '../../addons/hosted/prerender/at-rest'

/** The built deck. */
export const site: Site = inject('site')

let connected: Promise<Browser> | undefined

/** The Chromium that all test files share. */
export function browser(): Promise<Browser> {
  return connected ??= chromium.connect(inject('browser'))
}

/** How long, ms, anything may take: only a hang takes longer. */
export const LONGEST_WAIT = 120_000

/** Expects a state that takes its time. */
export const until = <T>(read: () => T, message = '') => expect.poll(read, { timeout: LONGEST_WAIT, message })

/** A window as large as the canvas. */
export const atCanvasSize: BrowserContextOptions = { viewport: { width: 980, height: 552 } }

/** A window on the deck that keeps a record of what goes wrong in it. */
export interface Window {
  page: Page
  context: BrowserContext
  /** Console errors and warnings, uncaught errors, failed requests and requests to other hosts, in their order. */
  problems: string[]
}

/**
 * A browser window of its own (storage, service worker, cache), closed when the test ends. It asks for reduced motion
 * unless told otherwise, so that what is looked at is at rest, and refuses service workers, so that what is looked at
 * comes from the server; `serviceWorkers: 'allow'` lets them in.
 */
export async function newWindow(options: BrowserContextOptions = {}): Promise<Window> {
  const opened = await openWindow(options)
  onTestFinished(() => opened.context.close())
  return opened
}

/** A window as `newWindow` makes it, for use outside of a test; whoever opens it closes its context. */
export async function openWindow(options: BrowserContextOptions = {}): Promise<Window> {
  const context = await (await browser()).newContext({ viewport: { width: 1280, height: 720 }, reducedMotion: 'reduce', serviceWorkers: 'block', ...options })
  context.setDefaultTimeout(LONGEST_WAIT)
  await context.addInitScript(defineDeckPosition)
  await context.addInitScript(`globalThis.isAtRest = ${isAtRest}`)
  const problems: string[] = []
  context.on('console', (message) => {
    // said by whom the test has asked to refuse it
    if (message.text() === 'Service Worker registration blocked by Playwright') return
    if (['error', 'warning'].includes(message.type())) problems.push(`console ${message.type()}: ${message.text()}`)
  })
  context.on('weberror', error => problems.push(`uncaught: ${error.error().message}`))
  context.on('request', (request) => {
    const { protocol, hostname } = new URL(request.url())
    if (protocol.startsWith('http') && hostname !== 'localhost') problems.push(`request to another host: ${request.url()}`)
  })
  context.on('requestfailed', (request) => {
    // what a page that is being left was still loading
    if (request.failure()?.errorText !== 'net::ERR_ABORTED') problems.push(`failed: ${request.url()} (${request.failure()?.errorText})`)
  })
  context.on('response', (response) => {
    if (response.status() >= 400) problems.push(`status ${response.status()}: ${response.url()}`)
  })
  return { page: await context.newPage(), context, problems }
}

/** Where the deck is. */
export interface Position extends Step {
  /** Clicks that the slide has: its front matter's, where it gives them. */
  clicksTotal: number
  /** The last click that something on the slide waits for, whatever its front matter says. */
  lastAwaited: number
}

declare global {
  /** In a window's pages: where Slidev says that the deck is; undefined while it has not started. */
  function deckPosition(): Position | undefined
  /** In a window's pages: the build's own question whether a slide is at rest. */
  function isAtRest(rest: Rest): Promise<boolean>
}

function defineDeckPosition(): void {
  globalThis.deckPosition = () => {
    // Vue leaves the app on its element, in a build too, and Slidev provides its context under this name
    const app = (document.querySelector('#app') as { __vue_app__?: { _context: { provides: Record<string, unknown> } } } | null)?.__vue_app__
    const context = app?._context.provides['$$slidev-context'] as { nav: { currentSlideNo: number, clicks: number, clicksTotal: number, clicksContext: { maxMap: Map<unknown, number> } } } | undefined
    return context && {
      no: context.nav.currentSlideNo,
      clicks: context.nav.clicks,
      clicksTotal: context.nav.clicksTotal,
      lastAwaited: Math.max(0, ...context.nav.clicksContext.maxMap.values()),
    }
  }
}

/** Asks Slidev itself where the deck is; undefined while it has not started. */
export function position(page: Page): Promise<Position | undefined> {
  return page.evaluate(() => globalThis.deckPosition())
}

/**
 * Opens a slide and waits until it is there, at rest and complete.
 *
 * @param page the window's page
 * @param site where
 * @param no the slide's number
 * @param clicks how many clicks are done
 */
export async function openSlide(page: Page, site: Site, no: number, clicks = 0): Promise<void> {
  await page.goto(`${site.url}${no}${clicks ? `?clicks=${clicks}` : ''}`)
  await settled(page, no, clicks)
}

/**
 * Opens the first slide in `npm run dev`. The overview comes first: it has all slides, so what Vite finds late, for which it
 * loads the page again, it finds there.
 */
export async function openInDev({ page, problems }: Pick<Window, 'page' | 'problems'>, port: number): Promise<void> {
  // a first start bundles Slidev's dependencies
  page.setDefaultTimeout(300_000)
  await page.goto(`http://localhost:${port}/overview`)
  await page.locator('.slidev-slide-loading').first().waitFor({ state: 'detached' })
  await page.waitForLoadState('networkidle')
  await page.goto(`http://localhost:${port}/1`)
  await settled(page, 1, 0)
  problems.length = 0
}

/**
 * Waits until the deck is at a slide and a click, in the audience's or the presenter's window, with everything loaded,
 * drawn and at rest.
 *
 * @throws if it does not get there, saying where it is instead
 */
export async function settled(page: Page, no: number, clicks: number): Promise<void> {
  const end = Date.now() + LONGEST_WAIT
  const isThere = () => page.evaluate(async ({ no, clicks, slide }) => {
    const position = globalThis.deckPosition()
    if (position?.no !== no || position.clicks !== clicks) return false
    // the slide in the HTML looks the same, and lies over the deck until that has one
    if (document.querySelector('#first-slide')) return false
    const shown = [...document.querySelectorAll('#slide-content .slidev-page')].filter(slide => slide.checkVisibility())
    return shown.length === 1 && shown[0]?.matches(`[data-slidev-no="${no}"]`) && await globalThis.isAtRest({ slide, quiet: 0 })
  }, { no, clicks, slide: `#app #slide-content [data-slidev-no="${no}"]` }).catch((error: unknown) => {
    // the page is being left for another
    if (page.isClosed() || !/context was destroyed|navigat/.test(String(error))) throw error
  })
  while (!await isThere()) {
    if (Date.now() > end) throw new Error(`Slide ${no} at click ${clicks} does not come to rest; the deck is at ${JSON.stringify(await position(page))}`)
    await setTimeout(20)
  }
}

/**
 * Goes through steps of the deck by a key, from the first, at which it is.
 *
 * @param page the window's page
 * @param key leads from each step to the next
 * @param path the steps
 * @param visit what to do at each of them, when it is at rest
 */
export async function walk(page: Page, key: 'ArrowRight' | 'ArrowLeft', path: readonly Step[], visit: (step: Step) => Promise<void> | void = () => {}): Promise<void> {
  for (const [index, step] of path.entries()) {
    if (index > 0) await page.keyboard.press(key)
    await settled(page, step.no, step.clicks)
    await visit(step)
  }
}
