/** Waits until the whole deck is kept for offline use and the page is served from there. */
export async function isKept(page: { evaluate: (run: () => Promise<void>) => Promise<void> }): Promise<void> {
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready
    if (navigator.serviceWorker.controller) return
    await new Promise(resolve => navigator.serviceWorker.addEventListener('controllerchange', resolve, { once: true }))
  })
}
