/**
 * The service worker that the build writes keeps the whole deck, one version at a time: pages, scripts and pictures come
 * from the same build, never from two. A new version is loaded in the background and waits, so that no window loses the
 * files it still needs in the middle of a talk. It is taken on the next visit: by the browser once all windows are closed,
 * or here, when the deck is opened again in its only window.
 */
import { countReload, RELOADS } from './reloads'

/** Longest wait, ms, for a new version to become active before the page is loaded again, or the deck starts as it is. */
const LONGEST_WAIT = 1000

/** Ms between two times that the browser is asked: to hand over, or how many windows there are. */
const ASK_EVERY = 100
/** How often the windows are counted before one is taken for another's. */
const WINDOW_COUNTS = 4

/**
 * How long, ms, after the page has loaded: keeping the deck takes as long as loading it, and the processor and the line
 * belong to the first slides until then.
 */
const IDLE_AFTER = 3000

/** What is asked of the browser; tests hand in a made-up one. */
export interface Browser {
  serviceWorker: Pick<ServiceWorkerContainer, 'controller' | 'getRegistration' | 'register' | 'addEventListener'> | undefined
  locks: Pick<LockManager, 'request' | 'query'> | undefined
  /** Would the worker answer with the page that is here? */
  isCurrent: (base: string) => Promise<boolean>
  reload: () => void
  /** Where reloads are counted; none where storage is blocked. */
  counter: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'> | undefined
  /** Settles when the page has loaded and its first seconds are over. */
  idle: Promise<unknown>
}

/**
 * Activates a new version that waits, if this is the deck's only window, and starts it by loading the page again.
 * No slide should be shown before this has settled; on a first visit, that is at once.
 *
 * A browser may hand over to the new version later than it was asked to, only to the next page, or while a page of the old
 * version is on its way, whose files are gone then: the page is loaded again there too, but not for ever.
 *
 * @param base the deck's path, which tells its windows from other decks' on the same host
 */
export async function takeNewVersion(base: string, browser: Browser): Promise<void> {
  const { serviceWorker, locks, isCurrent, reload, counter } = browser
  const name = `deck ${base}`
  // held as long as the window is open: the windows are counted by it
  void locks?.request(name, { mode: 'shared' }, () => new Promise<never>(() => {})).catch(() => {})
  if (!serviceWorker?.controller || !locks) return counter?.removeItem(RELOADS.key)
  try {
    let isTaken = !await isCurrent(base)
    if (!isTaken) {
      const waiting = (await serviceWorker.getRegistration(base))?.waiting
      if (!waiting || !await isOnlyWindow(locks, name)) return counter?.removeItem(RELOADS.key)
      const taken = new Promise<void>(resolve => serviceWorker.addEventListener('controllerchange', () => {
        isTaken = true
        reload()
        resolve()
      }, { once: true }))
      // the worker that Workbox writes knows this message; a browser that finds the old worker at work when it is asked may forget
      const ask = () => waiting.postMessage({ type: 'SKIP_WAITING' })
      ask()
      const asking = setInterval(ask, ASK_EVERY)
      await Promise.race([taken, after(LONGEST_WAIT)])
      clearInterval(asking)
      if (isTaken) return await after(LONGEST_WAIT)
    }
    if (!countReload(counter)) return
    reload()
    // the page is about to go: nothing is started in it any more
    await after(LONGEST_WAIT)
  } catch {
    // a browser that refuses says so at each step; the deck starts with the version at hand
  }
}

/** Counts the deck's windows by their locks; a page that has just been left keeps its own for a short while. */
async function isOnlyWindow(locks: Pick<LockManager, 'query'>, name: string): Promise<boolean> {
  for (let counts = 1; ; counts += 1) {
    const { held = [] } = await locks.query()
    if (held.filter(lock => lock.name === name).length === 1) return true
    if (counts === WINDOW_COUNTS) return false
    await after(ASK_EVERY)
  }
}

function after(ms: number): Promise<void> {
  return new Promise(resolve => setTimeout(resolve, ms))
}

/** Registers the service worker once the page is idle. Where the browser refuses, the deck works as without one. */
export async function registerServiceWorker(base: string, { serviceWorker, idle }: Browser): Promise<void> {
  if (!serviceWorker) return
  await idle
  try {
    await serviceWorker.register(`${base}sw.js`, { scope: base })
  } catch (error) {
    // blocked by the browser's settings, or no secure address
    console.debug('The deck is not kept for offline use', error)
  }
}

/** The real browser. Reading a property can throw where storage is blocked. */
export function thisBrowser(): Browser {
  const read = <T>(get: () => T): T | undefined => {
    try {
      return get()
    } catch {
      return undefined
    }
  }
  return {
    serviceWorker: read(() => navigator.serviceWorker),
    locks: read(() => navigator.locks),
    isCurrent,
    reload: () => location.reload(),
    counter: read(() => sessionStorage),
    idle: idle(),
  }
}

async function idle(): Promise<void> {
  if (document.readyState !== 'complete') await new Promise(resolve => addEventListener('load', resolve, { once: true }))
  await new Promise(resolve => setTimeout(resolve, IDLE_AFTER))
}

/** The deck's first page is kept with each version, and names the script that the version starts with. */
async function isCurrent(base: string): Promise<boolean> {
  const entry = document.querySelector('script[type="module"][src]')?.getAttribute('src')
  const page = await (await fetch(base)).text()
  return !entry || page.includes(entry)
}
