import { defineVitePluginsSetup } from '@slidev/types'
import { offline } from './offline/pwa'
import { pagePolicies } from './security/page-policy'
import { warnOfOpenRemote } from './security/remote-warning'

export default defineVitePluginsSetup(async options => [
  // steps that write pages stand before these two: the one reads the finished pages, the other lists all files
  pagePolicies(options),
  ...await offline(options),
  warnOfOpenRemote(options),
])
