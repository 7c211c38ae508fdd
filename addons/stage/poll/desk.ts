import { computed, shallowRef } from 'vue'
import { command, stage } from './stage'

/** Ms in which a reset has to be asked for again: votes can't be brought back. */
const SURE = 3000

/** The poll that the speaker's keys act on: the one that was asked or shown last. None where the window is not the speaker's. */
export const currentPoll = computed(() => stage.value?.speaker ? stage.value.polls.at(-1) : undefined)

/** A reset was asked for once. */
export const resetAsked = shallowRef(false)
let forget: ReturnType<typeof setTimeout> | undefined

/** Closes the vote, or opens it again. */
export function toggleVote(): void {
  const poll = currentPoll.value
  if (poll && poll.phase !== 'shown') void command({ kind: poll.phase === 'open' ? 'close' : 'reopen', poll: poll.id })
}

/** Resets the vote, when it is asked for twice. */
export function askReset(): void {
  const poll = currentPoll.value
  if (!poll) return
  clearTimeout(forget)
  if (resetAsked.value) void command({ kind: 'reset', poll: poll.id })
  else forget = setTimeout(() => (resetAsked.value = false), SURE)
  resetAsked.value = !resetAsked.value
}
