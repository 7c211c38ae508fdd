import { defineVitePluginsSetup } from '@slidev/types'
import { devGuard, takePassword } from '../guard/dev-guard'
import { stageInDev } from '../server/dev'
import { isStagePath, pathBelow } from '../server/paths'
import { newToken } from '../server/trust'
import { checkSharedState } from '../slidev-internals/check-shared-state'
import { relayWindows } from '../sync/vite-relay'

export default defineVitePluginsSetup((options) => {
  const token = newToken()
  return [
    // phones vote without the password
    devGuard({ remote: takePassword(options), token, isOpen: (request, base) => isStagePath(pathBelow(base, request)) }),
    relayWindows(),
    checkSharedState(options),
    stageInDev(options, token),
  ]
})
