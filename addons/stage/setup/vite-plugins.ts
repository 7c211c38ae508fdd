import { defineVitePluginsSetup } from '@slidev/types'
import { warnOfOpenRemote } from '../guard/remote-warning'
import { stageInDev } from '../server/dev'
import { relayWindows } from '../sync/vite-relay'

export default defineVitePluginsSetup(options => [warnOfOpenRemote(options), relayWindows(), stageInDev(options)])
