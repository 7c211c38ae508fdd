/**
 * What the hand-out's page is made of, as in Slidev 53.0.0. If Slidev moves one of them, the build ends with Vite's message,
 * which names it.
 */
export { createFixedClicks } from '@slidev/client/composables/useClicks.ts'
export { CLICKS_MAX } from '@slidev/client/constants.ts'
export { default as NoteDisplay } from '@slidev/client/internals/NoteDisplay.vue'
export { default as SlideContainer } from '@slidev/client/internals/SlideContainer.vue'
export { default as SlideWrapper } from '@slidev/client/internals/SlideWrapper.vue'
