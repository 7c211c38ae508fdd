import type { Ref } from 'vue'
import { useBroadcastChannel } from '@vueuse/core'
import { shallowRef, watch } from 'vue'

/** What the room may bet on, as slide 9 offers it. The key is what the answer is compared with. */
export const choices = [
  { key: 'hundred', label: '100x faster' },
  { key: 'ten', label: '10x faster' },
  { key: 'same', label: 'about the same' },
  { key: 'slower', label: 'slower' },
] as const

export type Choice = typeof choices[number]['key']

/** The room's bet; none before it was asked. One for all slides of this window. */
export const guess = shallowRef<Choice>()

const isChoice = (key: unknown): key is Choice => choices.some(choice => choice.key === key)

/** Keeps the bet the same in every window of this browser: the speaker sets it in one, the audience sees it in the other. */
export function useSharedGuess(): Ref<Choice | undefined> {
  const { data, post, isSupported } = useBroadcastChannel<unknown, unknown>({ name: 'rust-speeds-up-python:guess' })
  watch(data, (key) => {
    if (isChoice(key))
      guess.value = key
  })
  watch(guess, (key) => {
    if (isSupported.value && key !== data.value)
      post(key)
  })
  return guess
}
