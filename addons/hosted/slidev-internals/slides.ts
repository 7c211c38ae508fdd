/**
 * The deck's slides, of a module that Slidev 53.0.0 makes and does not document: for addresses and transitions, where there
 * is no component to call `useNav` in. Where Slidev makes it no more, the build ends with Vite's message, which names it.
 */
export { slides } from '#slidev/slides'
