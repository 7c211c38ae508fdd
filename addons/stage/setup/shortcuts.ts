import { useNav } from '@slidev/client'
import { defineShortcutsSetup } from '@slidev/types'
import { mark } from '../poll/current'
import { askReset, toggleVote } from '../poll/desk'
import { LIMITS } from '../protocol'

/** On the slide that shows a poll, 1 to 9 mark a choice. In the presenter, c closes the phones' vote and r, twice, resets it. */
export default defineShortcutsSetup((_nav, base) => {
  const { isPresenter } = useNav()
  return [
    ...base,
    ...Array.from({ length: LIMITS.choices }, (_, i) => ({ key: String(i + 1), fn: () => mark(i) })),
    { key: 'c', fn: () => isPresenter.value && toggleVote() },
    { key: 'r', fn: () => isPresenter.value && askReset() },
  ]
})
