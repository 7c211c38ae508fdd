import type { Page } from 'playwright-chromium'

/** What a page holds, counted after everything that can be freed has been. */
export interface Metrics {
  /** Bytes of JavaScript objects. */
  heap: number
  /** Event listeners. */
  listeners: number
  /** DOM nodes, in the document or kept by a script. */
  nodes: number
}

/** Asks the browser what the page holds. */
export async function measurePage(page: Page): Promise<Metrics> {
  const browser = await page.context().newCDPSession(page)
  await browser.send('Performance.enable')
  // what one collection frees may let the next free more
  for (let i = 0; i < 3; i += 1) await browser.send('HeapProfiler.collectGarbage')
  const { metrics } = await browser.send('Performance.getMetrics')
  await browser.detach()
  const value = (name: string) => metrics.find(metric => metric.name === name)?.value ?? Number.NaN
  return { heap: value('JSHeapUsedSize'), listeners: value('JSEventListeners'), nodes: value('Nodes') }
}
