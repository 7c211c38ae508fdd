import { defineConfig } from 'vite'
import { siteUrl } from './setup/site'

export default defineConfig({
  define: { __SITE_URL__: JSON.stringify(siteUrl()) },
})
