import { utimesSync } from 'node:fs'
import path from 'node:path'
import { defineVitePluginsSetup } from '@slidev/types'

/**
 * Slidev loads the setup files, which fill in the figures, only when it starts. It restarts when one of them changes, so a
 * changed figure touches one.
 */
export default defineVitePluginsSetup(({ userRoot }) => [{
  name: 'watch-figures',
  apply: 'serve',
  configureServer({ watcher }) {
    watcher.on('change', (file) => {
      const now = new Date()
      if (path.dirname(file) === path.join(userRoot, 'figures')) utimesSync(path.join(userRoot, 'setup/transformers.ts'), now, now)
    })
  },
}])
