/**
 * What Slidev 53.0.0 knows of slides and clicks: polls use the class, windows in step use the rest. If Slidev moves one of
 * them, the build ends with Vite's message, which names it.
 */
export { CLASS_VCLICK_HIDDEN, CLICKS_MAX } from '@slidev/client/constants.ts'
export { getSlide, getSlidePath } from '@slidev/client/logic/slides.ts'
export { hmrSkipTransition, syncDirections } from '@slidev/client/state/index.ts'
