import { defineConfig } from 'vite'
import { protectOutsideLinks } from './setup/security/outside-links.ts'
import { siteUrl } from './setup/site.ts'

export default defineConfig({
  define: { __SITE_URL__: JSON.stringify(siteUrl()) },
  slidev: { vue: { template: { compilerOptions: { nodeTransforms: [protectOutsideLinks] } } } },
})
