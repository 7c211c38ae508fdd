import type { Browser, CDPSession, Page } from 'playwright-chromium'
import type { Served } from '../../addons/hosted/tests/serve'
import { setTimeout as delay } from 'node:timers/promises'
import { installProbe } from './probe'

/** What a first visit takes on a slow line and a slow processor, with nothing in the cache. Times in ms from the navigation on. */
export interface Visit {
  /** Until the first slide's title is painted, in its font. */
  readable: number
  /** Until a key has led to the second slide: its first frame. */
  interactive: number
  /** What the server had sent when it was quiet again, headers and all that was fetched in the background included. */
  bytes: number
  requests: number
  /** Of each following slide, not throttled: from the key press to the first frame that shows it. */
  next: number[]
}

/** A train and a cheap phone: bits a second, ms to each answer, and how many times slower the processor is. */
const SLOW = { bandwidth: 1_600_000, latency: 150, cpu: 4 }
const FAST = { bandwidth: -8, latency: 0, cpu: 1 }

const VIEWPORT = { width: 1280, height: 720 }
/** Slidev's key for whole slides. */
const NEXT = 'ArrowDown'
/** Ms between two presses of a key that has not been answered, on a slide at least, and without a request until it is quiet. */
const PRESS_EVERY = 50
const STAY = 500
const QUIET = 2000
/** Ms; only ends a hang. */
const HANG = 120_000

/**
 * Visits a deck that is served, and pages through it to its end.
 *
 * @param titles of all slides, as plain text
 */
export async function visit(browser: Browser, server: Served, titles: string[]): Promise<Visit> {
  const before = server.traffic()
  return inNewPage(browser, titles, async (page, readable) => {
    const protocol = await page.context().newCDPSession(page)
    await throttle(protocol, SLOW)
    await page.goto(server.url, { waitUntil: 'commit' })
    const title = await readable - await page.evaluate(() => performance.timeOrigin)
    const interactive = await pressUntilAnswered(page)
    await quiet(server)
    const after = server.traffic()

    await throttle(protocol, FAST)
    const next: number[] = []
    for (let index = await page.evaluate(() => probe.shown()) + 1; index < titles.length; index++) {
      await delay(STAY)
      await page.evaluate(target => probe.expectSlide(target), index)
      await page.keyboard.press(NEXT)
      next.push(await page.evaluate(() => probe.answered()))
    }
    return { readable: title, interactive, bytes: after.bytes - before.bytes, requests: after.requests - before.requests, next }
  })
}

/** Opens a page and waits until its title is painted: when that was, in ms since 1970. */
export function untilReadable(browser: Browser, url: string, titles: string[]): Promise<number> {
  return inNewPage(browser, titles, async (page, readable) => {
    await page.goto(url, { waitUntil: 'commit' })
    return await readable
  })
}

async function inNewPage<T>(browser: Browser, titles: string[], use: (page: Page, readable: Promise<number>) => Promise<T>): Promise<T> {
  const context = await browser.newContext({ viewport: VIEWPORT })
  try {
    let tell: (time: number) => void
    const readable = new Promise<number>((resolve, reject) => {
      tell = resolve
      void delay(HANG, undefined, { ref: false }).then(() => reject(new Error('The title did not come')))
    })
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

async function throttle(protocol: CDPSession, { bandwidth, latency, cpu }: typeof SLOW): Promise<void> {
  await protocol.send('Network.enable')
  await protocol.send('Network.emulateNetworkConditions', { offline: false, latency, downloadThroughput: bandwidth / 8, uploadThroughput: bandwidth / 16 })
  await protocol.send('Emulation.setCPUThrottlingRate', { rate: cpu })
}

/** A press reaches the page when it has answered the one before, so none of them waits in a queue. */
async function pressUntilAnswered(page: Page): Promise<number> {
  let isOver = false
  const left = page.evaluate(() => probe.leftFirst()).finally(() => isOver = true)
  // a deck that has gone on, but waits for the slide, must not be sent to the third
  while (!isOver && !page.url().endsWith('/2')) {
    await page.keyboard.press(NEXT)
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
