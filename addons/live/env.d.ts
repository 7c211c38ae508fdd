/** What the build knows of the files that a run fetches: made by addons/live/pyodide-assets.ts. */
declare module 'virtual:live-assets' {
  import type { RuntimeAssets } from './engine/assets'

  const assets: RuntimeAssets
  export default assets
}
