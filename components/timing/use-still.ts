import type { ComputedRef } from 'vue'
import { useNav, useSlideContext } from '@slidev/client'
import { useMediaQuery, usePreferredReducedMotion } from '@vueuse/core'
import { computed } from 'vue'

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
  return computed(() => isPrintMode.value || isPrinted.value || motion.value === 'reduce' || !['slide', 'presenter'].includes($renderContext.value))
}
