import type { ComputedRef } from 'vue'
import { useSlideContext } from '@slidev/client'
import { computed, onMounted, onUnmounted, shallowRef, useId } from 'vue'

/**
 * Takes the next `count` clicks of the slide, after those of what stands before on it,
 * and says how many of them have been made: 0 to `count`.
 */
export function useClickSteps(count: number): ComputedRef<number> {
  const { $clicksContext: clicks } = useSlideContext()
  const id = useId()
  const start = shallowRef(Number.POSITIVE_INFINITY)
  onMounted(() => {
    if (count === 0)
      return
    const info = clicks.calculateSince('+1', count)
    clicks.register(id, info)
    start.value = info?.start ?? 0
  })
  onUnmounted(() => clicks.unregister(id))
  return computed(() => Math.min(count, Math.max(0, clicks.current - start.value + 1)))
}
