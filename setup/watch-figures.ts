import type { ResolvedSlidevOptions } from '@slidev/types'
import type { Plugin } from 'vite'
import { utimesSync } from 'node:fs'
import path from 'node:path'

/**
 * A figure that is changed while `npm run dev` runs is put into slides and notes by setup/transformers.ts and
 * setup/preparser.ts, which Slidev loads once, with all that they import. It starts its server anew, and loads them again,
 * when one of the two is written; so they are, in name, when a figure is.
 */
export function watchFigures({ userRoot }: Pick<ResolvedSlidevOptions, 'userRoot'>): Plugin {
  const figures = path.join(userRoot, 'figures') + path.sep
  return {
    name: 'watch-figures',
    apply: 'serve',
    configureServer(server) {
      server.watcher.on('change', (file) => {
        if (!path.normalize(file).startsWith(figures)) return
        const now = new Date()
        utimesSync(path.join(userRoot, 'setup/transformers.ts'), now, now)
      })
    },
  }
}
