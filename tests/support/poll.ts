import type { Slide } from './deck'
import { runInNewContext } from 'node:vm'
import { wrongAnswer } from '../../addons/stage/words'
import { fillFigures } from '../../figures/tokens'
import { findSlide, steps } from './deck'

/** An attribute of the first such tag on a slide. */
function attribute({ content }: Slide, tag: string, name: string): string | undefined {
  const [, value] = new RegExp(`<${tag}\\s(?:"[^"]*"|[^">])*?\\b${name}="([^"]*)"`).exec(content) ?? []
  return value === undefined ? undefined : fillFigures(value)
}

const asked = findSlide(({ content }) => /<Poll\s/.test(content))
const id = attribute(asked, 'Poll', 'id') ?? ''
const choices = [...runInNewContext(attribute(asked, 'Poll', 'choices') ?? '[]') as string[]]
const answered = findSlide(slide => attribute(slide, 'PollResult', 'id') === id)
const answer = attribute(answered, 'PollResult', 'answer') ?? ''
const problem = wrongAnswer({ id, answer }, choices)
if (problem) throw new Error(`slide ${answered.no}: ${problem}`)
const right = choices.indexOf(answer)

/** The question that the talk asks its room, as slides.md has it now: its words, their number and where the answer is are the author's. */
export const poll = {
  id,
  choices,
  /** Index of the right choice. */
  right,
  /** Index of another. */
  wrong: right === 1 ? 0 : 1,
  /** What phones are told with the answer. */
  text: attribute(answered, 'PollResult', 'text'),
  /** The slide that asks. */
  asked,
  /** The slide that answers. */
  answered,
  /** From the question with all its clicks to the answer with all of its own. */
  way: steps.filter(({ no, clicks }) => (no > asked.no || (no === asked.no && clicks === asked.clicks)) && no <= answered.no),
}
