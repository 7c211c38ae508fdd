import { defineVitePluginsSetup } from '@slidev/types'
import { pyodideAssets } from '../live/pyodide-assets'
import { deckUse } from './hosted/deck-use'
import { devStart } from './hosted/dev-start'
import { leaveOut } from './hosted/leave-out'
import { prerender } from './hosted/prerender'
import { offline } from './offline/pwa'
import { pagePolicies } from './security/page-policy'
import { warnOfOpenRemote } from './security/remote-warning'
import { watchFigures } from './watch-figures'
import { watchSnippets } from './watch-snippets'

export default defineVitePluginsSetup(async options => [
  devStart(options),
  leaveOut(deckUse(options)),
  // before the steps at the end of the build: it writes files too
  pyodideAssets(),
  // the end of the build, in this order: steps that write pages, the policy that looks at the finished pages, the list of
  // all files for the service worker
  prerender(options),
  pagePolicies(options),
  ...await offline(options),
  warnOfOpenRemote(options),
  watchFigures(options),
  watchSnippets(options),
])
