import { readFileSync } from 'node:fs'

/** The script of in-html.js as it is put into pages: without its comments and its indentation. */
export const FIRST_KEYS = readFileSync(new URL('in-html.js', import.meta.url), 'utf8')
  .replace(/^\s*\/\/.*$/gm, '')
  .replace(/\n\s*/g, '\n')
  .trim()
