import { defineConfig } from 'vite'
import { protectOutsideLinks } from './setup/security/outside-links'
import { siteUrl } from './setup/site'

export default defineConfig({
  define: { __SITE_URL__: JSON.stringify(siteUrl()) },
  slidev: { vue: { template: { compilerOptions: { nodeTransforms: [protectOutsideLinks] } } } },
})
