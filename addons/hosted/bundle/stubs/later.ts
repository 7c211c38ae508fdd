import type { AsyncComponentLoader, Component } from 'vue'
import { defineAsyncComponent } from 'vue'

/** The longest wait, ms, for a slide that may never come. */
const LONGEST_WAIT = 10_000

/** Settles when the first slide is there and the browser has nothing better to do. */
function idle(): Promise<void> {
  return new Promise((resolve) => {
    const start = performance.now()
    const wait = () => {
      const isLate = performance.now() - start > LONGEST_WAIT
      // in dev each of its modules comes by itself, and the browser is idle in between
      if (isLate || (document.querySelector('.slidev-layout, [frontmatter]') && !document.querySelector('.slidev-slide-loading'))) resolve()
      else next()
    }
    // Safari has no idle callbacks
    const next = () => 'requestIdleCallback' in window ? window.requestIdleCallback(wait, { timeout: 500 }) : setTimeout(wait, 500)
    if (document.readyState === 'complete') next()
    else addEventListener('load', next, { once: true })
  })
}

/**
 * A part of the chrome that loads itself once the slide is there. It renders nothing until then; a chunk that fails to
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
