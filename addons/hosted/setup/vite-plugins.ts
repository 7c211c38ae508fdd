import { defineVitePluginsSetup } from '@slidev/types'
import { groupChunks } from '../bundle/group-chunks'
import { featuresOf, replaceModules } from '../bundle/replace-modules'
import { devStart } from '../dev/dev-start'
import { watchSnippets } from '../dev/watch-snippets'
import { offline } from '../offline/pwa'
import { prerender } from '../prerender/prerender'
import { hostFiles } from '../security/host-files'
import { pagePolicies } from '../security/page-policy'
import { PolicyNeeds } from '../security/policy-needs'
import { siteUrl } from '../site-url'
import { buildPrintPage } from '../slidev-internals/print-page'

/**
 * Set by our own commands, for builds that they start: `site` is the whole of it, quietly, `print` is only to be printed.
 * A build by hand (`npx slidev build`) has neither and says what Vite says.
 */
const { HOSTED_BUILD: command, HOSTED_PDF: pdf } = process.env

export default defineVitePluginsSetup(async (options) => {
  // the button leads to it; with a name in place of `true`, Slidev prints none itself
  if (pdf) options.data.config.download = `${options.base ?? '/'}${pdf}`
  const needs = new PolicyNeeds()
  return [
    { name: 'hosted:site-url', config: () => ({ define: { __SITE_URL__: JSON.stringify(siteUrl(options.userRoot, options.base)) } }) },
    !!command && { name: 'hosted:quiet', config: () => ({ logLevel: 'warn', build: { emptyOutDir: true, chunkSizeWarningLimit: Infinity, rollupOptions: { checks: { pluginTimings: false } } } }) },
    buildPrintPage(),
    devStart(options),
    watchSnippets(options),
    replaceModules(featuresOf(options)),
    groupChunks(),
    // the end of the build, in this order: steps that write pages, the policy that looks at the finished pages, the list of
    // all files for the service worker
    ...command === 'print' ? [] : [prerender(options, undefined, needs), pagePolicies(options, needs), ...await offline(options), hostFiles(options.data.slides.length)],
  ]
})
