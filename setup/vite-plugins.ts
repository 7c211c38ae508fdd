import { defineVitePluginsSetup } from '@slidev/types'
import { pyodideAssets } from '../live/pyodide-assets'

export default defineVitePluginsSetup(() => [pyodideAssets()])
