import { defineVitePluginsSetup } from '@slidev/types'
import { devAccess, takePassword } from '../dev-access/dev-access'
import { stageInDev } from '../server/dev'
import { isStagePath, pathBelow } from '../server/paths'
import { newToken } from '../server/trust'
import { checkSharedState } from '../slidev-internals/check-shared-state'
import { relayWindows } from '../sync/vite-relay'

export default defineVitePluginsSetup((options) => {
  const token = newToken()
  return [
    // phones vote without the password
    devAccess({ remote: takePassword(options), token, isOpen: (request, base) => isStagePath(pathBelow(base, request)) }),
    relayWindows(),
    checkSharedState(options),
    stageInDev(options, token),
  ]
})
