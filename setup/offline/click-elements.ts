import type { App, ObjectDirective } from 'vue'
import { resolvedClickMap } from '@slidev/client/modules/v-click'

/**
 * Slidev notes each element with a click in a map and never takes it out again. The presenter's preview of the next slide is
 * made anew at every step, so that all former ones stay in memory: 2,600 nodes more with every way through this talk and
 * back. Here an element's entry goes when the element does.
 *
 * @param app Slidev's, with its directives installed
 */
export function forgetUnmountedClicks(app: App): void {
  for (const name of ['click', 'after', 'click-hide']) {
    const directive: ObjectDirective<Element> | undefined = app.directive(name)
    if (!directive) continue
    const { unmounted } = directive
    directive.unmounted = (element, ...rest) => {
      unmounted?.(element, ...rest)
      resolvedClickMap.delete(element)
    }
  }
}
