import type { ResolvedSlidevOptions } from '@slidev/types'
import type { Plugin } from 'vite'

/**
 * Keeps `npm run dev` looking at the files that slides show with `<<<`. Slidev 53.0.0 forgets them with the first change of
 * any of them: it replaces its list of files, and notes those of a slide that it renders again in the old one
 * (https://github.com/slidevjs/slidev/issues/2241). Here the list stays the same object, and new entries go into it.
 */
export function watchSnippets({ data }: { data: Pick<ResolvedSlidevOptions['data'], 'watchFiles'> }): Plugin {
  return {
    name: 'watch-snippets',
    apply: 'serve',
    configureServer() {
      const { watchFiles } = data
      Object.defineProperty(data, 'watchFiles', {
        enumerable: true,
        get: () => watchFiles,
        set: (read: typeof watchFiles) => Object.assign(watchFiles, read),
      })
    },
  }
}
