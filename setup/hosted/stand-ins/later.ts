import type { AsyncComponentLoader, Component } from 'vue'
import { defineAsyncComponent } from 'vue'

/** The longest wait, ms, in a browser that is never idle. */
const LONGEST_WAIT = 2000

/** Settles when the page has loaded and the browser has nothing better to do. */
function idle(): Promise<void> {
  return new Promise((resolve) => {
    const wait = () => {
      // Safari has no idle callbacks
      if ('requestIdleCallback' in window) window.requestIdleCallback(() => resolve(), { timeout: LONGEST_WAIT })
      else setTimeout(resolve, LONGEST_WAIT / 4)
    }
    if (document.readyState === 'complete') wait()
    else addEventListener('load', wait, { once: true })
  })
}

/**
 * A part of the chrome that loads itself once the slide stands. It renders nothing until then; a chunk that fails to
 * load leaves the deck without that part.
 */
export function later(load: AsyncComponentLoader): Component {
  return defineAsyncComponent({
    delay: 0,
    loader: () => idle().then(load),
    onError: (error, _retry, fail) => {
      console.warn('A part of the deck\'s controls could not be loaded', error)
      fail()
    },
  })
}
