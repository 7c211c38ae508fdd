import { defineVitePluginsSetup } from '@slidev/types'
import { devGuard, takePassword } from '../guard/dev-guard'
import { relayWindows } from '../sync/vite-relay'

export default defineVitePluginsSetup(options => [devGuard({ remote: takePassword(options) }), relayWindows()])
