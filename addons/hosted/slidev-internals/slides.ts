/**
 * The deck's slides, from a module that Slidev 53.0.0 generates but does not document: for addresses and transitions, where
 * there is no component to call `useNav` in. If Slidev drops it, the build ends with Vite's message, which names it.
 */
export { slides } from '#slidev/slides'
