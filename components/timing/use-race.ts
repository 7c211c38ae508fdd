import type { ComputedRef, Ref } from 'vue'
import { useIsSlideActive } from '@slidev/client'
import { useRafFn } from '@vueuse/core'
import { shallowRef, watch } from 'vue'

/**
 * A clock of real time for a race of `length` milliseconds: it starts when `started` turns true, stops when the slide is
 * left, and shows the end wherever `still` asks for it; then no timer runs.
 * `elapsed` is in milliseconds, at most `length`.
 */
export function useRace(length: number, started: Ref<boolean>, still: ComputedRef<boolean>) {
  const elapsed = shallowRef(0)
  const onSlide = useIsSlideActive()
  let origin = 0
  const { pause, resume, isActive } = useRafFn(({ timestamp }) => {
    origin ||= timestamp
    elapsed.value = Math.min(timestamp - origin, length)
    if (elapsed.value >= length) pause()
  }, { immediate: false })

  function start(): void {
    origin = 0
    elapsed.value = 0
    resume()
  }
  // at once: what is about to be printed does not wait
  watch([started, still, onSlide], () => {
    pause()
    if (!started.value) elapsed.value = 0
    else if (still.value) elapsed.value = length
    else if (onSlide.value) start()
  }, { immediate: true, flush: 'sync' })

  return { elapsed, running: isActive, start }
}
