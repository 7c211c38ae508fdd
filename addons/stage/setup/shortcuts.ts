import { defineShortcutsSetup } from '@slidev/types'
import { choices, useSharedGuess } from '../guess'

/** The keys 1 to 4 mark the room's guess. */
export default defineShortcutsSetup((_nav, base) => [
  ...base,
  ...choices.map(({ key }, i) => ({
    key: String(i + 1),
    fn: () => { useSharedGuess().value = key },
  })),
])
