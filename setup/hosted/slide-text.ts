/** Texts of a slide for its `<head>`: pure, from what is on the slide and in its note. */

/** The slide's planned time, which setup/preparser.ts puts in front of its note. */
export const SPEAKERS_TIME = /^\s*\*\*\d+:\d\d\*\*\s*/

const DESCRIPTION_LENGTH = 160

/** A note without its click marks and its Markdown, as one line. */
export function plainNote(note: string): string {
  return note
    .replace(SPEAKERS_TIME, '')
    .replace(/\[click(?::\d+)?\]/gi, ' ')
    .replace(/<[^>]+>/g, ' ')
    .replace(/!?\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/^\s*(?:[-*+]|\d+\.|#+|>)\s+/gm, ' ')
    .replace(/[*_`~]+/g, '')
    .replace(/\s+/g, ' ')
    .trim()
}

/**
 * A description for search engines and link previews: whole sentences of the text up to 160 characters, or its first
 * words with "…" where the first sentence is longer.
 */
export function describe(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim()
  if (line.length <= DESCRIPTION_LENGTH) return line
  const sentences = line.match(/.+?[.!?](?=\s|$)/g) ?? []
  let description = ''
  for (const sentence of sentences) {
    if (description.length + sentence.length > DESCRIPTION_LENGTH) break
    description += sentence
  }
  return description.trim() || `${line.slice(0, DESCRIPTION_LENGTH - 1).replace(/\s+\S*$/, '')}…`
}
