import type { Tag } from './tags'
import { AuthoringError } from '../../components/figures/problem'
import { compare, revealOrder } from '../../components/timing/rows'

/** What a rule may look at. */
export interface SlideFacts {
  tags: readonly Tag[]
  note: string
  /** Clicks that the slide's front matter promises. */
  clicks: number
  /** Links to other slides, by number. */
  links: readonly number[]
  /** How many slides the deck has. */
  total: number
  /** Whether public/ has this file. */
  hasFile: (path: string) => boolean
}

/** Looks at one slide and throws an AuthoringError for what cannot be right. */
export type Rule = (slide: SlideFacts) => void

/** Studies and runs exist, times are times, units are there. */
export const timings: Rule = ({ tags }) => {
  for (const { name, attributes, bound } of tags) {
    if (name !== 'TimingComparison')
      continue
    if (attributes.study)
      revealOrder(compare({ study: attributes.study, ...attributes }), attributes.reveal)
    else if (!bound.includes('study'))
      throw new AuthoringError('a TimingComparison names no study; write study="article"')
  }
}

/** Pictures are in public/, and say what they mean. */
export const pictures: Rule = ({ tags, hasFile }) => {
  for (const { name, attributes, bound } of tags) {
    if (!['Picture', 'ImageBackground', 'img'].includes(name))
      continue
    for (const path of [attributes.src, attributes['dark-src']]) {
      if (path && !/^(?:https?:|data:)/.test(path) && !hasFile(path))
        throw new AuthoringError(`the picture "${path}" is not in public/`)
    }
    if (name !== 'ImageBackground' && !('alt' in attributes) && !bound.includes('alt'))
      throw new AuthoringError(`the picture "${attributes.src}" has no text alternative; write alt="what it means", or alt="" where the words beside it say the same`)
  }
}

/** There is a note, and it marks as many clicks as the slide has. */
export const notes: Rule = ({ note, clicks }) => {
  if (!note.trim())
    throw new AuthoringError('there is no speaker note; end the slide with <!-- what the speaker says -->')
  const marks = note.match(/\[click(?::\d+)?\]/g)?.length ?? 0
  if (marks !== clicks)
    throw new AuthoringError(`the note marks ${marks} clicks with [click], the front matter says clicks: ${clicks}; they must agree`)
}

/** Links to slides lead to slides. */
export const links: Rule = ({ links, total }) => {
  for (const no of links) {
    if (no < 1 || no > total)
      throw new AuthoringError(`a link leads to slide ${no}; there are slides 1 to ${total}`)
  }
}

export const rules: readonly Rule[] = [timings, pictures, notes, links]
