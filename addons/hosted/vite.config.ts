import { defineConfig } from 'vite'
import { protectOutsideLinks } from './security/outside-links.ts'

/** What only `slidev dev` shows; UnoCSS finds the names in Slidev's components, whether or not their part is built. */
const DEV_ICONS = ['i-carbon:pen', 'i-carbon:text-annotation-toggle']

export default defineConfig(({ command }) => ({
  slidev: {
    vue: { template: { compilerOptions: { nodeTransforms: [protectOutsideLinks] } } },
    unocss: { blocklist: command === 'build' ? DEV_ICONS : [] },
  },
}))
