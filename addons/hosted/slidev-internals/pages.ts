/**
 * Addresses that Slidev 53.0.0 and this addon have pages for besides the slides' numbers, below the base; `*` is anything.
 * One that is missing here works all the same, but hosts send it with status 404.
 */
export const SLIDEV_PAGES: readonly string[] = ['presenter', 'presenter/*', 'overview', 'notes', 'notes-edit', 'entry', 'print', 'export', 'handout']
