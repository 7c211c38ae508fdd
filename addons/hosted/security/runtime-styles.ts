import { HANDOUT_PAPER } from '../pdf/handout-paper'
import { NOTES_PRINT_STYLE, printStyle } from '../slidev-internals/print-style'

/**
 * The `<style>` elements that the deck adds while it runs, most of them Slidev's client, as their exact texts: a policy can only allow them by
 * their hash. addons/hosted/tests/security-runtime-styles.test.ts compares them with Slidev's source, and the walk through the
 * built deck sees no violation, so an update that changes one does not go unnoticed.
 */
export function runtimeStyles(canvas: { width: number, height: number }): string[] {
  return [
    // logic/dark.ts, while the colour scheme changes
    '*,*::before,*::after{-webkit-transition:none!important;-moz-transition:none!important;-o-transition:none!important;-ms-transition:none!important;transition:none!important}',
    // composables/usePrintStyles.ts on the screen
    '',
    // and in print, which addons/hosted/pdf/print-view.ts does as well
    printStyle(canvas),
    // pages/presenter/print.vue
    NOTES_PRINT_STYLE,
    // our hand-out
    HANDOUT_PAPER,
  ]
}
