/** Texts of a slide for its `<head>` and for the article. */
import type { Page } from 'playwright-chromium'

const DESCRIPTION_LENGTH = 160

/** A note for readers. */
export interface Note {
  /** Paragraphs. */
  html: string
  /** The same as one line. */
  text: string
}

/**
 * A note without what is the speaker's: click marks, and what `data-only="stage"` leaves to the stage. The browser takes it apart.
 *
 * @param page any
 * @param html as Slidev renders it
 */
export function readableNote(page: Page, html: string): Promise<Note> {
  return page.evaluate((html) => {
    const { body } = new DOMParser().parseFromString(html, 'text/html')
    for (const speakers of body.querySelectorAll('.slidev-note-click-mark, [data-only="stage"]')) speakers.remove()
    for (const paragraph of body.querySelectorAll('p')) if (!paragraph.textContent?.trim()) paragraph.remove()
    dropComments(body)
    const note = body.innerHTML.trim()
    // two paragraphs have a space between them
    for (const block of body.querySelectorAll('p, li, h1, h2, h3, h4, pre, td, th, dt, dd, br')) block.after(' ')
    return { html: note, text: (body.textContent ?? '').replace(/\s+/g, ' ').trim() }
  }, html)
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
