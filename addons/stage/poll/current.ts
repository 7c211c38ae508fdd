import type { PollDefinition } from '../protocol'
import { shallowReactive } from 'vue'
import { useShared } from '../sync/shared'

/** The polls that this window has rendered, by their ids. */
export const polls = shallowReactive(new Map<string, PollDefinition>())

/** The polls that this window shows just now, so that keys know them. */
export const shownPolls = shallowReactive(new Set<PollDefinition>())

/**
 * What the speaker marked in a poll with a key or the mouse: one choice's text, the same in all windows. It is how a room
 * votes without phones, by hands.
 */
export function useMark(poll: string) {
  return useShared(`poll:${poll}`, value => typeof value === 'string' ? value : undefined)
}

/** Marks a choice of the poll that is shown; once more takes the mark away. Nothing where no poll is shown. */
export function mark(choice: number): void {
  for (const { id, choices } of shownPolls) {
    const marked = useMark(id)
    const label = choices[choice]
    if (label !== undefined) marked.value = marked.value === label ? undefined : label
  }
}
