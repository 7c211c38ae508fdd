/**
 * Which dialogs Slidev 53.0.0 has open over a slide, and the slide that is marked in its overview: focus, dialogs and the
 * upright phone's button use them. If Slidev moves one of them, the build ends with Vite's message, which names it.
 */
export { currentOverviewPage } from '@slidev/client/logic/overview.ts'
export { showGotoDialog, showInfoDialog, showOverview } from '@slidev/client/state/index.ts'
