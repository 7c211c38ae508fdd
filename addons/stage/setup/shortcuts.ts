import { useNav } from '@slidev/client'
import { defineShortcutsSetup } from '@slidev/types'
import { goBlack } from '../black-screen/use-black-screen'
import { mark } from '../poll/current'
import { askReset, toggleVote } from '../poll/desk'
import { LIMITS } from '../protocol'

/**
 * On the slide that shows a poll, 1 to 9 mark a choice; a clicker's black-screen button sends "." or "b". In the presenter,
 * c closes the phones' vote and r, twice, resets it.
 */
export default defineShortcutsSetup((_nav, base) => {
  const { isPresenter } = useNav()
  return [
    ...base,
    ...Array.from({ length: LIMITS.choices }, (_, i) => ({ name: 'mark_a_choice,_where_there_is_a_poll', key: String(i + 1), fn: () => mark(i) })),
    ...['b', '.'].map(key => ({ name: 'black_screen_for_the_audience', key, fn: goBlack })),
    { name: 'close_the_vote,_in_the_presenter', key: 'c', fn: () => isPresenter.value && toggleVote() },
    { name: 'reset_the_vote,_in_the_presenter,_twice', key: 'r', fn: () => isPresenter.value && askReset() },
  ]
})
