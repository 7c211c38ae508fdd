import { defineVitePluginsSetup } from '@slidev/types'
import { pyodideAssets } from '../pyodide-assets'

export default defineVitePluginsSetup(() => [pyodideAssets()])
