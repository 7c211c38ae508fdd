import type { Router } from 'vue-router'
import { LOAD_ERROR_EVENT } from './load-error'

/**
 * What happens when a file that the deck loads later does not arrive.
 *
 * - A page (audience, presenter, overview ...): the message with "Try again" (see load-error.ts), for the address that was
 *   asked for.
 * - A slide: Slidev shows addons/hosted/layouts/error.vue in its place; the others are there.
 * - A style sheet: the slide comes without it, which Vite would refuse.
 *
 * The file is asked for once more, past the browser's cache: an answer from when it was missing is not kept there.
 */
export function watchChunks(router: Router): void {
  router.onError((error, to) => {
    console.error('A page of the deck could not be loaded', error)
    dispatchEvent(new CustomEvent(LOAD_ERROR_EVENT, { detail: router.resolve(to.fullPath).href }))
  })
  addEventListener('vite:preloadError', (event) => {
    if (event.payload.message.startsWith('Unable to preload CSS')) event.preventDefault()
    const address = /https?:\S+/.exec(event.payload.message)?.[0]
    if (address) void fetch(address, { cache: 'reload' }).catch(() => {})
  })
}
