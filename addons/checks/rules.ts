import type { Tag } from './tags'
import { AuthoringError } from '../../figures/problem'
import { compare } from '../../components/timing/rows'

/** What a rule may look at. */
export interface SlideFacts {
  tags: readonly Tag[]
  note: string
  /** The planned time of the slide's front matter, `m:ss`; not every slide has one. */
  time?: unknown
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

/** What a timing comparison on a slide says in plain text, so that it can be checked before anybody sees it. */
const NAMES = ['study', 'runs', 'baseline', 'labels', 'reveal', 'again']

/** Studies and runs exist, times are times, units are there. */
export const timings: Rule = ({ tags }) => {
  for (const { name, attributes, bound } of tags) {
    if (name !== 'TimingComparison') continue
    const computed = NAMES.find(name => bound.includes(name))
    if (computed) throw new AuthoringError(`a TimingComparison computes its ${computed}; write ${computed}="..." as plain text, which can be checked`)
    if (!attributes.study) throw new AuthoringError('a TimingComparison names no study; write study="article"')
    compare({ study: attributes.study, ...attributes })
    if (attributes.race !== undefined && !['rounds', 'dots', 'once'].includes(attributes.race)) throw new AuthoringError(`a TimingComparison has race="${attributes.race}"; it must be "rounds", "dots" or "once"`)
  }
}

/** Pictures are in public/, and say what they mean. */
export const pictures: Rule = ({ tags, hasFile }) => {
  for (const { name, attributes, bound } of tags) {
    if (!['Picture', 'ImageBackground', 'img'].includes(name)) continue
    for (const path of [attributes.src, attributes['dark-src']]) {
      if (path && !/^(?:https?:|data:)/.test(path) && !hasFile(path)) throw new AuthoringError(`the picture "${path}" is not in public/`)
    }
    if (name !== 'ImageBackground' && !('alt' in attributes) && !bound.includes('alt')) throw new AuthoringError(`the picture "${attributes.src}" has no text alternative; write alt="what it means", or alt="" where the words beside it say the same`)
  }
}

/** There is a note, and it marks as many clicks as the slide has. */
export const notes: Rule = ({ note, clicks }) => {
  if (!note.trim()) throw new AuthoringError('there is no speaker note; end the slide with <!-- what the speaker says -->')
  // "[click:3]" goes on after three clicks
  const marks = Array.from(note.matchAll(/\[click(?::(\d+))?\]/gi), ([, clicks = '1']) => Number(clicks)).reduce((sum, clicks) => sum + clicks, 0)
  if (marks !== clicks) throw new AuthoringError(`the note marks ${marks === 1 ? '1 click' : `${marks} clicks`} with [click], the front matter says clicks: ${clicks}; they must agree`)
}

/** Words a minute of a speaker who is understood, and the part of the planned time that words may take: the rest is for looking. */
const PACE = 130
const SPOKEN = 0.95

/** A planned time is a time, and what the note says fits into it. */
export const plannedTimes: Rule = ({ note, time }) => {
  if (time === undefined) return
  const [, minutes, rest] = /^(\d+):([0-5]\d)$/.exec(String(time)) ?? []
  if (minutes === undefined) throw new AuthoringError(`the front matter says time: ${String(time)}; it must be minutes and seconds in quotes, such as '0:45'`)
  const planned = Number(minutes) * 60 + Number(rest)
  // what only the article has is not said
  const words = note.replace(/\[click(?::\d+)?\]|<(\w+) data-only="page">.*?<\/\1>|<[^>]+>/gis, '').match(/\S+/g)?.length ?? 0
  const spoken = Math.round(words / PACE * 60)
  const most = Math.floor(planned * SPOKEN * PACE / 60)
  if (words > most) throw new AuthoringError(`the note has ${words} words, ${spoken} s at ${PACE} a minute, and the slide is planned with ${planned} s; cut it to ${most} words, or give the slide more time`)
}

/** Links to slides lead to slides. */
export const links: Rule = ({ links, total }) => {
  for (const no of links) {
    if (no < 1 || no > total) throw new AuthoringError(`a link leads to slide ${no}; there are slides 1 to ${total}`)
  }
}

export const rules: readonly Rule[] = [timings, pictures, notes, plannedTimes, links]
