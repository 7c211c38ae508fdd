import { defineVitePluginsSetup } from '@slidev/types'
import { watchFigures } from './watch-figures'

export default defineVitePluginsSetup(options => [watchFigures(options)])
