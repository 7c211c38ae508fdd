import type { Ref } from 'vue'
import { useSlideContext } from '@slidev/client'
import { computed, onMounted, onUnmounted, shallowRef, useId, watch } from 'vue'
import { useStill } from './use-still'

/**
 * Takes the next `count` clicks of the slide, after those of what comes before on it,
 * and says how many of them have been made: 0 to `count`.
 *
 * @param delay milliseconds that a click forward waits, for what moves before it; none where nothing moves
 */
export function useClickSteps(count: number, delay = 0): Readonly<Ref<number>> {
  const { $clicksContext: clicks } = useSlideContext()
  const still = useStill()
  const id = useId()
  const start = shallowRef(Number.POSITIVE_INFINITY)
  onMounted(() => {
    if (count === 0) return
    const info = clicks.calculateSince('+1', count)
    clicks.register(id, info)
    start.value = info?.start ?? 0
  })
  onUnmounted(() => clicks.unregister(id))
  const made = computed(() => Math.min(count, Math.max(0, clicks.current - start.value + 1)))
  if (!delay) return made
  const shown = shallowRef(0)
  watch(made, (now, before, onCleanup) => {
    if (still.value || now < before) {
      shown.value = now
      return
    }
    const timer = setTimeout(() => shown.value = now, delay)
    onCleanup(() => clearTimeout(timer))
  })
  return shown
}
