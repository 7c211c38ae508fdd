import type { ComputedRef } from 'vue'
import { useNav, useSlideContext } from '@slidev/client'
import { useEventListener, useMediaQuery, usePreferredReducedMotion } from '@vueuse/core'
import { computed, getCurrentInstance, shallowRef } from 'vue'

/**
 * Whether this copy of the slide must not move: in print, in the overview, in the presenter's preview
 * of the next slide, and for those who asked for reduced motion.
 */
export function useStill(): ComputedRef<boolean> {
  const { $renderContext } = useSlideContext()
  const { isPrintMode } = useNav()
  const motion = usePreferredReducedMotion()
  // the browser's own print, of the slide as it is, even in the middle of a race
  const isPrinted = useMediaQuery('print')
  // Firefox copies the page for print as soon as this event is over, before Vue would draw
  const isAboutToPrint = shallowRef(false)
  const component = getCurrentInstance()
  useEventListener(['beforeprint', 'afterprint'], ({ type }) => {
    isAboutToPrint.value = type === 'beforeprint'
    component?.update()
  })
  return computed(() => isPrintMode.value || isPrinted.value || isAboutToPrint.value || motion.value === 'reduce' || !['slide', 'presenter'].includes($renderContext.value))
}
