import { defineShortcutsSetup } from '@slidev/types'
import { LIST_OF_KEYS } from '../keys/key-list'
import { helpOpen } from '../ui/help'

/** "?" lists all keys. */
export default defineShortcutsSetup((_nav, base) => [
  ...base,
  { name: LIST_OF_KEYS, key: '?', fn: () => { helpOpen.value = true } },
])
