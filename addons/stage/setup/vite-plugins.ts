import { defineVitePluginsSetup } from '@slidev/types'
import { warnOfOpenRemote } from '../guard/remote-warning'

export default defineVitePluginsSetup(options => [warnOfOpenRemote(options)])
