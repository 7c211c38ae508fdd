import type { NavOperations, ShortcutOptions } from '@slidev/types'
import { defineShortcutsSetup } from '@slidev/types'
import { helpOpen } from '../components/access/help'
import { choices, guess } from '../components/guess'
import { liveShortcut } from '../live/ui/shortcut'

/** The keys 1 to 4 mark the room's bet, x runs the live experiment, "?" lists all keys; everything else is Slidev's. */
export default defineShortcutsSetup((_nav: NavOperations, base: ShortcutOptions[]) => [
  ...base,
  { name: 'help', key: '?', fn: () => { helpOpen.value = true } },
  ...choices.map(({ key }, i) => ({
    key: String(i + 1),
    fn: () => { guess.value = key },
  })),
  liveShortcut,
])
