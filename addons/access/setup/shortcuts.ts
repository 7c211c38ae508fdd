import { defineShortcutsSetup } from '@slidev/types'
import { helpOpen } from '../ui/help'

/** "?" lists all keys. */
export default defineShortcutsSetup((_nav, base) => [
  ...base,
  { name: 'help', key: '?', fn: () => { helpOpen.value = true } },
])
