/**
 * What Slidev 53.0.0 lays over a slide, open or not, and the slide that is marked in its overview: focus and dialogs depend
 * on it, and the upright phone's button. Where Slidev moves one of them, the build ends with Vite's message, which names it.
 */
export { currentOverviewPage } from '@slidev/client/logic/overview.ts'
export { showGotoDialog, showInfoDialog, showOverview } from '@slidev/client/state/index.ts'
