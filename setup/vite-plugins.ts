import { defineVitePluginsSetup } from '@slidev/types'
import { deckUse } from './hosted/deck-use'
import { leaveOut } from './hosted/leave-out'
import { prerender } from './hosted/prerender'

export default defineVitePluginsSetup(options => [
  leaveOut(deckUse(options)),
  prerender(options),
])
