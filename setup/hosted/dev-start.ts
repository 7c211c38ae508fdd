import type { Plugin } from 'vite'

/**
 * Packages of many small modules that the client imports by way of others. Slidev keeps those others out of Vite's
 * bundling of dependencies, so that each of these modules is a request of its own before the first slide stands.
 */
const BUNDLED = [
  '@vueuse/motion > popmotion',
  '@vueuse/motion > style-value-types',
  '@vueuse/motion > framesync',
  '@slidev/rough-notation > roughjs/bin/math',
  '@slidev/rough-notation > roughjs/bin/renderer',
  '@slidev/rough-notation > roughjs/bin/generator',
  '@unhead/vue > unhead/client',
  '@unhead/vue > unhead/plugins',
  '@unhead/vue > unhead/utils',
]

/** Makes `npm run dev` show its first slide sooner. */
export function devStart(): Plugin {
  return {
    name: 'hosted:dev-start',
    apply: 'serve',
    config: () => ({ optimizeDeps: { include: BUNDLED } }),
  }
}
