import type { ResolvedSlidevOptions } from '@slidev/types'
import type { Plugin } from 'vite'
import { utimesSync } from 'node:fs'
import path from 'node:path'

/**
 * Slidev loads the setup files, which fill in the figures, only when it starts. It restarts when one of them changes, so a
 * changed figure touches one.
 */
export function watchFigures({ userRoot }: Pick<ResolvedSlidevOptions, 'userRoot'>): Plugin {
  return {
    name: 'watch-figures',
    apply: 'serve',
    configureServer({ watcher }) {
      watcher.on('change', (file) => {
        const now = new Date()
        if (path.dirname(file) === path.join(userRoot, 'figures')) utimesSync(path.join(userRoot, 'setup/transformers.ts'), now, now)
      })
    },
  }
}
