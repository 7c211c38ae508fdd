import { defineVitePluginsSetup } from '@slidev/types'

/** What is for one of the two only is loaded by that one: the dev server starts sooner without the build's tools. */
export default defineVitePluginsSetup(async (options) => {
  if (options.mode !== 'build') return [(await import('./hosted/dev-start')).devStart()]
  const [{ deckUse }, { leaveOut }, { prerender }] = await Promise.all([import('./hosted/deck-use'), import('./hosted/leave-out'), import('./hosted/prerender')])
  return [leaveOut(deckUse(options)), prerender(options)]
})
