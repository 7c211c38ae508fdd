import type { Rule } from './rule'
import { withoutCode } from './tags'

/** A rule: pictures that these elements or components show say what they mean. */
export const described = (...shown: readonly string[]): Rule => ({ tags }) => {
  const silent = tags.find(({ name, attributes, bound }) => shown.includes(name) && !('alt' in attributes) && !bound.includes('alt'))
  if (silent) throw new Error(`the picture "${silent.attributes.src}" has no text alternative; write alt="what it means", or alt="" where the words beside it say the same`)
}

/** Pictures that an attribute or the Markdown names are in public/. */
export const pictures: Rule = ({ content, tags, hasFile }) => {
  const named = tags.flatMap(({ attributes }) => Object.values(attributes)).filter(value => /^[^\s:]+\.(?:svg|png|jpe?g|webp|avif|gif)$/i.test(value))
  const markdown = Array.from(withoutCode(content).matchAll(/!\[[^\]]*\]\(([^\s):]+)\)/g), ([, path = '']) => path)
  for (const path of [...named, ...markdown]) {
    // relative to slides.md, or an alias: Vite's to find
    if (!/^[.@~]/.test(path) && !hasFile(path)) throw new Error(`the picture "${path}" is not in public/`)
  }
}

/** There is a note, and it marks as many clicks as the front matter promises. */
export const notes: Rule = ({ note, frontmatter: { clicks = 0 } }) => {
  if (!note.trim()) throw new Error('there is no speaker note; end the slide with <!-- what the speaker says -->')
  // "[click:3]" goes on after three clicks
  const marks = Array.from(note.matchAll(/\[click(?::(\d+))?\]/gi), ([, clicks = '1']) => Number(clicks)).reduce((sum, clicks) => sum + clicks, 0)
  if (marks !== Number(clicks)) throw new Error(`the note marks ${marks === 1 ? '1 click' : `${marks} clicks`} with [click], the front matter says clicks: ${clicks}; they must agree`)
}

/** Words a minute of a speaker who is understood, and the part of the planned time that words may take: the rest is for looking. */
const PACE = 130
const SPOKEN = 0.95

/** A planned time, the front matter's `time`, is a time, and what the note says fits into it. */
export const plannedTimes: Rule = ({ note, frontmatter: { time } }) => {
  if (time === undefined) return
  const [, minutes, rest] = /^(\d+):([0-5]\d)$/.exec(String(time)) ?? []
  if (minutes === undefined) throw new Error(`the front matter says time: ${String(time)}; it must be minutes and seconds in quotes, such as '0:45'`)
  const planned = Number(minutes) * 60 + Number(rest)
  // what only the article has is not said
  const words = note.replace(/\[click(?::\d+)?\]|<(\w+) data-only="page">.*?<\/\1>|<[^>]+>/gis, '').match(/\S+/g)?.length ?? 0
  const spoken = Math.round(words / PACE * 60)
  const most = Math.floor(planned * SPOKEN * PACE / 60)
  if (words > most) throw new Error(`the note has ${words} words, ${spoken} s at ${PACE} a minute, and the slide is planned with ${planned} s; cut it to ${most} words, or give the slide more time`)
}

/** Links to slides lead to slides. */
export const links: Rule = ({ content, tags, total }) => {
  const markdown = Array.from(withoutCode(content).matchAll(/\]\(\/?(\d+)(?:\?[^)]*)?\)/g), ([, no]) => Number(no))
  const components = tags.filter(({ name }) => name === 'Link').map(({ attributes }) => Number(attributes.to))
  for (const no of [...markdown, ...components]) {
    if (no < 1 || no > total) throw new Error(`a link leads to slide ${no}; there are slides 1 to ${total}`)
  }
}

export const rules: readonly Rule[] = [pictures, described('img'), notes, plannedTimes, links]
