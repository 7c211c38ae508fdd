import { defineConfig } from 'vite'
import { protectOutsideLinks } from './setup/security/outside-links.ts'
import { siteUrl } from './setup/site.ts'

/** What `slidev` dev alone shows; UnoCSS finds the names in the components, whether or not their part is built. */
const DEV_ICONS = ['i-carbon:pen', 'i-carbon:text-annotation-toggle']

export default defineConfig(({ command }) => ({
  define: { __SITE_URL__: JSON.stringify(siteUrl()) },
  slidev: {
    vue: { template: { compilerOptions: { nodeTransforms: [protectOutsideLinks] } } },
    unocss: { blocklist: command === 'build' ? DEV_ICONS : [] },
  },
}))
