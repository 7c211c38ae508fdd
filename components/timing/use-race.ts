import type { ComputedRef, Ref } from 'vue'
import type { RacePosition } from './race'
import { useIsSlideActive } from '@slidev/client'
import { useRafFn } from '@vueuse/core'
import { computed, shallowRef, watch } from 'vue'
import { raceLength, racePosition } from './race'

export interface Race {
  /** Where each runner is, in the order of the periods. */
  positions: ComputedRef<RacePosition[]>
  /** Milliseconds since the start. */
  elapsed: Ref<number>
  /** How long the whole race takes, in milliseconds. */
  length: number
  running: ComputedRef<boolean>
  start: () => void
}

/**
 * A race in real time: it starts when `started` turns true, stops when the slide is left, and stands at
 * its final state wherever `still` asks for it; then no timer runs.
 */
export function useRace(periods: readonly number[], started: Ref<boolean>, still: Ref<boolean>): Race {
  const length = raceLength(periods)
  const elapsed = shallowRef(0)
  const onSlide = useIsSlideActive()
  let origin = 0
  const { pause, resume, isActive } = useRafFn(({ timestamp }) => {
    origin ||= timestamp
    elapsed.value = Math.min(timestamp - origin, length)
    if (elapsed.value >= length)
      pause()
  }, { immediate: false })

  function start(): void {
    origin = 0
    elapsed.value = 0
    resume()
  }
  watch([started, still, onSlide], () => {
    pause()
    if (!started.value)
      elapsed.value = 0
    else if (still.value)
      elapsed.value = length
    else if (onSlide.value)
      start()
  }, { immediate: true })

  return {
    positions: computed(() => periods.map(period => racePosition(elapsed.value, period))),
    elapsed,
    length,
    running: computed(() => isActive.value),
    start,
  }
}
