import type { WritableComputedRef } from 'vue'
import { useShared } from './sync/shared'

/** What the room may bet on, as slide 9 offers it. The key is what the answer is compared with. */
export const choices = [
  { key: 'hundred', label: '100x faster' },
  { key: 'ten', label: '10x faster' },
  { key: 'same', label: 'about the same' },
  { key: 'slower', label: 'slower' },
] as const

export type Choice = typeof choices[number]['key']

/** The room's bet, the same in all windows of the talk; none before it was asked. */
export const useSharedGuess = (): WritableComputedRef<Choice | undefined> =>
  useShared('guess', value => choices.find(({ key }) => key === value)?.key)
