/** The paper of the printed hand-out, as the text of a `<style>` element: the site's policy allows it by its hash. */
export const HANDOUT_PAPER = '@page { size: a4; margin: 14mm 15mm }'
