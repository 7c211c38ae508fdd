import type { Browser } from 'playwright-chromium'

/** What a first visit takes until the first slide can be read. */
export interface FirstVisit {
  requests: number
  /** As they came over the wire, compressed, headers included. */
  bytes: number
  /** Seconds until the first slide's heading is drawn with its font. */
  seconds: number
}

/**
 * Visits a page with an empty cache and waits until its first heading is there, in its own font.
 *
 * @param browser a running Chromium
 * @param url the page
 * @param heading selector of what the audience reads first
 */
export async function visitFirst(browser: Browser, url: string, heading = 'h1'): Promise<FirstVisit> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 720 } })
  try {
    const page = await context.newPage()
    const protocol = await context.newCDPSession(page)
    await protocol.send('Network.enable')
    let requests = 0
    let bytes = 0
    protocol.on('Network.requestWillBeSent', ({ request }) => {
      if (request.url.startsWith('http')) requests += 1
    })
    protocol.on('Network.loadingFinished', ({ encodedDataLength }) => bytes += encodedDataLength)
    const start = performance.now()
    await page.goto(url, { waitUntil: 'commit' })
    await page.locator(heading).filter({ visible: true }).first().waitFor()
    await page.waitForFunction(() => document.fonts.status === 'loaded')
    return { seconds: (performance.now() - start) / 1000, requests, bytes }
  } finally {
    await context.close()
  }
}
