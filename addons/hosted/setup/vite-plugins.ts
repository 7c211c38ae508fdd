import { defineVitePluginsSetup } from '@slidev/types'
import { groupChunks } from '../bundle/group-chunks'
import { featuresOf, replaceModules } from '../bundle/replace-modules'
import { devStart } from '../dev/dev-start'
import { watchSnippets } from '../dev/watch-snippets'
import { offline } from '../offline/pwa'
import { prerender } from '../prerender/prerender'
import { pagePolicies } from '../security/page-policy'
import { siteUrl } from '../site-url'

export default defineVitePluginsSetup(async options => [
  { name: 'hosted:site-url', config: () => ({ define: { __SITE_URL__: JSON.stringify(siteUrl(options.userRoot)) } }) },
  devStart(options),
  watchSnippets(options),
  replaceModules(featuresOf(options)),
  groupChunks(),
  // the end of the build, in this order: steps that write pages, the policy that looks at the finished pages, the list of
  // all files for the service worker
  prerender(options),
  pagePolicies(options),
  ...await offline(options),
])
