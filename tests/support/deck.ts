import { readDeck } from '../../addons/hosted/commands/slidev'

/** A slide as slides.md has it. */
export interface Slide {
  no: number
  title: string
  /** The speaker note in Markdown, empty if there is none. */
  note: string
  /** `clicks` of its front matter, 0 if it has none. */
  clicks: number
  content: string
  frontmatter: Record<string, unknown>
}

const deck = await readDeck()

/** The deck's title, language and name of the PDF. */
export const { title, lang, exportFilename } = deck

/** All slides, in order, as slides.md has them now. */
export const slides: Slide[] = deck.slides.map(({ title = '', note = '', content, frontmatter }, index) => ({
  no: index + 1,
  title,
  note,
  clicks: Number(frontmatter.clicks ?? 0),
  content,
  frontmatter,
}))
