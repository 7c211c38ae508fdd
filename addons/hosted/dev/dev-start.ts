/**
 * Makes `npm run dev` show its first slide sooner. What it takes is the server's time for each of some 370 modules, one
 * after the other: so there are to be fewer of them, and none of them twice.
 */
import type { ResolvedSlidevOptions } from '@slidev/types'
import type { Plugin } from 'vite'
import path from 'node:path'

/**
 * Packages of many modules that Slidev keeps out of Vite's bundling of dependencies, although nothing in them asks for
 * it. Vue itself stays out, so that there is only one.
 */
const BUNDLED = [
  '@antfu/utils',
  '@shikijs/magic-move/vue',
  '@slidev/rough-notation',
  '@unhead/vue',
  '@unhead/vue/client',
  '@vueuse/core',
  '@vueuse/math',
  '@vueuse/motion',
  '@vueuse/shared',
  'fuse.js',
  'vue-router',
]

/** Slidev's own client, and what Vite has bundled: nobody who writes slides steps through it. */
const NOT_DEBUGGED = /\/node_modules\//

/** What the first slide asks for in its last steps, when each is only found in the one before. */
const WARM = ['pages/play.vue', 'internals/SlidesShow.vue', 'internals/SlideWrapper.vue', 'internals/SlideContainer.vue', 'internals/Controls.vue']

export function devStart({ clientRoot }: Pick<ResolvedSlidevOptions, 'clientRoot'>): Plugin {
  return {
    name: 'hosted:dev-start',
    enforce: 'post',
    apply: 'serve',
    config: {
      order: 'post',
      handler(config) {
        const { exclude = [] } = config.optimizeDeps ?? {}
        config.optimizeDeps = {
          ...config.optimizeDeps,
          exclude: exclude.filter(name => !BUNDLED.includes(name)),
          include: [...config.optimizeDeps?.include ?? [], ...BUNDLED.map(name => `@slidev/cli > @slidev/client > ${name}`)],
        }
        config.server = { ...config.server, warmup: { clientFiles: WARM.map(file => path.join(clientRoot, file)) } }
      },
    },
    transform: {
      order: 'post',
      filter: { id: NOT_DEBUGGED },
      // Rollup's word for "no source map": a quarter of the server's time goes into maps, and half of what it sends
      handler: code => ({ code, map: { mappings: '' } }),
    },
  }
}
