import { parseTimeString } from '@slidev/parser'
import { readDeck } from '../../addons/hosted/commands/slidev'
import { fillFigures } from '../../figures/tokens'

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

/** A slide at a click. */
export interface Step {
  no: number
  clicks: number
}

const deck = await readDeck()

/** The deck's title, language and name of the PDF. */
export const { title, lang, exportFilename } = deck

/** All slides, in order, as slides.md has them now. */
export const slides: Slide[] = deck.slides.map(({ title = '', note = '', content, frontmatter }, index) => ({
  no: index + 1,
  title: fillFigures(title).replace(/<[^>]+>/g, ''),
  note,
  clicks: Number(frontmatter.clicks ?? 0),
  content,
  frontmatter,
}))

/** How long the talk may take, seconds; half an hour is Slidev's own default. */
export const duration = parseTimeString(slides[0]?.frontmatter.duration as string | number | undefined ?? '30min').seconds

/** Every slide at every click, in the talk's order. */
export const steps: Step[] = slides.flatMap(({ no, clicks }) => Array.from({ length: clicks + 1 }, (_, click) => ({ no, clicks: click })))

/** Five slides from the first to the last. */
export const sample = slides.filter(({ no }) => [0, 1, 2, 3, 4].some(step => Math.round(step * (slides.length - 1) / 4) === no - 1))

/**
 * The slides that a test is about, found by what is on them: their numbers and their words are the author's.
 *
 * @throws {Error} if the talk has no such slide
 */
export function findSlides(isMeant: (slide: Slide) => boolean): [Slide, ...Slide[]] {
  const [first, ...others] = slides.filter(isMeant)
  if (!first) throw new Error(`No slide is as this test needs one: ${isMeant}`)
  return [first, ...others]
}

/** The first of them. */
export const findSlide = (isMeant: (slide: Slide) => boolean): Slide => findSlides(isMeant)[0]

/** Slides with a chart that ends in a race of whole rounds. */
export const races = slides.filter(({ content }) => /<TimingComparison\b[^>]* race="rounds"/.test(content))

/** A slide in the middle with two clicks or more, and slides before and after it. */
export const clicked = findSlide(({ no, clicks }) => clicks >= 2 && no > 1 && no < slides.length)

/** A slide in the middle without clicks, with a link to another site. */
export const linked = findSlide(({ no, clicks, content }) => no > 1 && no < slides.length && clicks === 0 && /href="https:\/\//.test(content))

/**
 * The slide after one, or before it.
 *
 * @throws {Error} if there is none
 */
export function neighbour({ no }: { no: number }, by: 1 | -1): Slide {
  return findSlide(slide => slide.no === no + by)
}
