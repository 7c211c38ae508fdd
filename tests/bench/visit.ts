import type { Browser, Page } from 'playwright-chromium'
import type { Served } from '../../addons/hosted/commands/serve'
import type { Deck } from './decks'
import { setTimeout as delay } from 'node:timers/promises'
import { installProbe } from './probe'

/** What a first visit takes, with nothing in the cache. Times are in seconds from the start of the navigation. */
export interface Visit {
  /** Until the first slide's title is painted, in its font. */
  title: number
  /** Until a key leads to another slide: the first frame that shows it, the key being pressed from the title on. */
  interactive: number
  /** What the page had received by then: bytes as they came over the wire, headers included. */
  bytes: number
  requests: number
  /** What the server had sent when it was quiet again, all that was fetched in the background included. */
  allBytes: number
  allRequests: number
  /** Of each following slide: ms from the key press to the first frame that shows it. */
  next: number[]
}

/** Conditions of a visit. */
export interface Throttle {
  /** Bits a second from the server; the way back has half of it. */
  bandwidth: number
  /** Ms that each request waits for its answer to begin. */
  latency: number
  /** How many times slower the processor is. */
  cpu: number
}

/** A train and a cheap phone. */
export const SLOW: Throttle = { bandwidth: 1_600_000, latency: 150, cpu: 4 }

const VIEWPORT = { width: 1280, height: 720 }
/** Ms between two presses of a key that has not been answered. */
const PRESS_EVERY = 50
/** Ms that a speaker stays on a slide, at least: time for a deck to prepare the next one. */
const STAY = 500
/** Ms without a request after which nothing more will come. */
const QUIET = 2000
/** Ms after which an answer will not come any more; only ends a hang. */
const HANG = 120_000

/**
 * Visits a deck that is served, in a context of its own, and pages through it to its end.
 *
 * @param titles of all slides, as plain text
 */
export async function visit(browser: Browser, { name, nextKey, secondAddress }: Pick<Deck, 'name' | 'nextKey' | 'secondAddress'>, server: Served, titles: string[], throttle?: Throttle): Promise<Visit> {
  const before = server.traffic()
  return inNewPage(browser, titles, async (page, readable) => {
    const received = await countReceived(page)
    if (throttle) await slowDown(page, throttle)
    await page.goto(server.url, { waitUntil: 'commit' })
    const title = await within(readable, `${name}: the title`) - await page.evaluate(() => performance.timeOrigin)
    const interactive = await within(pressUntilAnswered(page, nextKey, secondAddress), `${name}: the answer to a key`)
    const { bytes, requests } = { ...received }
    await quiet(server)
    const after = server.traffic()

    const next: number[] = []
    for (let index = await page.evaluate(() => probe.shown()) + 1; index < titles.length; index++) {
      await delay(STAY)
      await page.evaluate(target => probe.expectSlide(target), index)
      await page.keyboard.press(nextKey)
      next.push(await within(page.evaluate(() => probe.answered()), `${name}: slide ${index + 1}`))
    }
    return {
      title: title / 1000,
      interactive: interactive / 1000,
      bytes,
      requests,
      allBytes: after.bytes - before.bytes,
      allRequests: after.requests - before.requests,
      next,
    }
  })
}

/**
 * Opens a page and waits until its title is painted.
 *
 * @returns when that was, in ms since 1970
 */
export async function untilReadable(browser: Browser, url: string, titles: string[]): Promise<number> {
  return inNewPage(browser, titles, async (page, readable) => {
    await page.goto(url, { waitUntil: 'commit' })
    return await within(readable, `${url}: the title`)
  })
}

async function inNewPage<T>(browser: Browser, titles: string[], use: (page: Page, readable: Promise<number>) => Promise<T>): Promise<T> {
  const context = await browser.newContext({ viewport: VIEWPORT })
  try {
    let tell: (time: number) => void
    const readable = new Promise<number>(resolve => tell = resolve)
    await context.exposeBinding('titleIsReadable', (_, time: number) => tell(time))
    // which the compiler that runs this puts into functions
    await context.addInitScript('globalThis.__name = callable => callable')
    await context.addInitScript(installProbe, titles)
    const page = await context.newPage()
    page.setDefaultTimeout(HANG)
    return await use(page, readable)
  } finally {
    await context.close()
  }
}

/** Counts from now on what the page itself gets; a service worker's own requests are not the page's. */
async function countReceived(page: Page): Promise<{ bytes: number, requests: number }> {
  const received = { bytes: 0, requests: 0 }
  const protocol = await page.context().newCDPSession(page)
  await protocol.send('Network.enable')
  protocol.on('Network.requestWillBeSent', ({ request }) => {
    if (request.url.startsWith('http')) received.requests += 1
  })
  protocol.on('Network.loadingFinished', ({ encodedDataLength }) => received.bytes += encodedDataLength)
  return received
}

async function slowDown(page: Page, { bandwidth, latency, cpu }: Throttle): Promise<void> {
  const protocol = await page.context().newCDPSession(page)
  await protocol.send('Network.enable')
  await protocol.send('Network.emulateNetworkConditions', { offline: false, latency, downloadThroughput: bandwidth / 8, uploadThroughput: bandwidth / 16 })
  await protocol.send('Emulation.setCPUThrottlingRate', { rate: cpu })
}

/** A press reaches the page when it has answered the one before, so none of them waits in a queue. */
async function pressUntilAnswered(page: Page, key: string, secondAddress: string): Promise<number> {
  const left = page.evaluate(() => probe.leftFirst())
  let isOver = false
  const end = () => {
    isOver = true
  }
  left.then(end, end)
  // a deck that has gone on, but waits for the slide, must not be sent to the third
  while (!isOver && !page.url().endsWith(secondAddress)) {
    await page.keyboard.press(key)
    await delay(PRESS_EVERY)
  }
  return left
}

async function quiet(server: Served): Promise<void> {
  let { bytes } = server.traffic()
  for (let since = performance.now(); performance.now() - since < QUIET;) {
    await delay(50)
    const now = server.traffic().bytes
    if (now !== bytes) since = performance.now()
    bytes = now
  }
}

function within<T>(promise: Promise<T>, what: string): Promise<T> {
  const end = delay(HANG, undefined, { ref: false }).then(() => {
    throw new Error(`${what} did not come`)
  })
  return Promise.race([promise, end])
}
