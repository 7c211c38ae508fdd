/** What is asked of the browser, which may refuse to tell; tests hand in a made-up one. */
export interface Keeping {
  container: Pick<ServiceWorkerContainer, 'controller' | 'addEventListener'> | undefined
  isKept: (url: string) => Promise<unknown>
  load: (url: string) => Promise<unknown>
}

const thisBrowser = (): Keeping => ({
  container: navigator.serviceWorker,
  isKept: url => caches.match(url),
  // to its end: what is broken off is not kept
  load: url => fetch(url).then(response => response.arrayBuffer()),
})

/**
 * Sees to it that files which have been fetched are there offline. The deck's service worker keeps what it sees going by,
 * but whoever opens the deck for the first time and runs the experiment at once was faster than it: then the files, which
 * the browser still has, pass by it once more. Where no service worker ever comes, nothing happens.
 */
export async function keepFiles(urls: readonly string[], browser: () => Keeping = thisBrowser): Promise<void> {
  try {
    const { container, isKept, load } = browser()
    if (!container) return
    if (!container.controller) await new Promise(resolve => container.addEventListener('controllerchange', resolve, { once: true }))
    for (const url of urls) {
      if (!await isKept(url)) await load(url)
    }
  } catch {
    // blocked storage, a full disk, a lost network: the result is on the screen all the same
  }
}
