import type { Router } from 'vue-router'
import { TROUBLE_EVENT } from './load-error'

/**
 * What happens when a file that the deck loads later does not arrive.
 *
 * - A page (audience, presenter, overview ...): the message with "Try again" (see trouble.ts), for the address that was
 *   asked for.
 * - A slide: Slidev shows addons/hosted/layouts/error.vue in its place; the others are there.
 * - A style sheet: the slide comes without it, which Vite would refuse.
 */
export function watchChunks(router: Router): void {
  router.onError((error, to) => {
    console.error('A page of the deck could not be loaded', error)
    dispatchEvent(new CustomEvent(TROUBLE_EVENT, { detail: router.resolve(to.fullPath).href }))
  })
  addEventListener('vite:preloadError', (event) => {
    if (event.payload.message.startsWith('Unable to preload CSS')) event.preventDefault()
  })
}
