import type { App } from 'vue'
import { resolvedClickMap } from '@slidev/client/modules/v-click.ts'

/**
 * Slidev 53.0.0 notes each element with a click in a map and never takes it out again. The presenter's preview of the next
 * slide is made again at every step, so that all former ones stay in memory: 2,600 nodes more with every way through this talk
 * and back. Here an element's entry goes when the element does. Where Slidev names its directives otherwise, the entries stay;
 * where it moves the map, the build ends with Vite's message, which names it.
 *
 * @param app Slidev's, with its directives installed
 */
export function forgetUnmountedClicks(app: App): void {
  for (const name of ['click', 'after', 'click-hide']) {
    const directive = app.directive<Element>(name)
    if (!directive || typeof directive === 'function') continue
    const { unmounted } = directive
    directive.unmounted = (element, ...rest) => {
      unmounted?.(element, ...rest)
      resolvedClickMap.delete(element)
    }
  }
}
