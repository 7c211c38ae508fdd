/** Texts of a slide for its `<head>` and for the article: pure, from what is on the slide and in its note. */
import MarkdownExit from 'markdown-exit'

/** The slide's planned time, which setup/preparser.ts puts in front of its note. */
const SPEAKERS_TIME = /^\s*\*\*\d+:\d\d\*\*\s*/

const DESCRIPTION_LENGTH = 160

// as Slidev renders notes
const markdown = MarkdownExit({ html: true })

/** A note as it is read: without click marks, and without the speaker's time at its beginning. */
export function readableNote(note: string): string {
  return note
    .replace(SPEAKERS_TIME, '')
    .replace(/\[click(?::\d+)?\]\s*/gi, '')
    .trim()
}

/** A note as HTML, as running text. */
export function renderNote(note: string): string {
  return markdown.render(readableNote(note))
}

/** A note without its click marks and its Markdown, as one line. */
export function plainNote(note: string): string {
  return plainText(renderNote(note))
}

const ENTITIES: Record<string, string> = { lt: '<', gt: '>', quot: '"', amp: '&' }

/** What is to be read in the HTML that Markdown has become, as one line. */
export function plainText(html: string): string {
  return html
    // "<em>one</em>." has no space before its full stop, two paragraphs have one between them
    .replace(/<!--[\s\S]*?-->|<\/?(?:p|li|ul|ol|h\d|blockquote|pre|div|table|tr|td|th|dl|dt|dd|br|hr)\b[^>]*>/gi, ' ')
    .replace(/<[^>]+>/g, '')
    .replace(/&(lt|gt|quot|amp);/g, (_, name: string) => ENTITIES[name] ?? '')
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
