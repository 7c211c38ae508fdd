/**
 * The page of paper that Slidev 53.0.0 prints a slide on (composables/usePrintStyles.ts), as the exact text of its `<style>`
 * element: the pages' policy allows it by its hash.
 */
export function printStyle({ width, height }: { width: number, height: number }): string {
  return `
@page {
  size: ${width}px ${height}px;
  margin: 0px;
}

* {
  transition: none !important;
  transition-duration: 0s !important;
}`
}

/** What Slidev 53.0.0 adds on its own page of notes (pages/presenter/print.vue), as the exact text of its `<style>` element. */
export const NOTES_PRINT_STYLE = `
@page {
  size: A4;
  margin-top: 1.5cm;
  margin-bottom: 1cm;
}
* {
  -webkit-print-color-adjust: exact;
}
html,
html body,
html #app,
html #page-root {
  height: auto;
  overflow: auto !important;
}
`
