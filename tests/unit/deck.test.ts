// @vitest-environment node
import { describe, expect, it } from 'vitest'
import { figuresIn } from '../../figures/tokens'
import { clickMarks } from '../support/clicks'
import { duration, slides } from '../support/deck'
import { snapshotFile } from '../support/snapshots'

const seconds = (time: unknown) => {
  const [, minutes, rest] = /^(\d+):(\d{2})$/.exec(String(time)) ?? []
  return Number(minutes) * 60 + Number(rest)
}

const planned = slides.filter(({ frontmatter }) => frontmatter.time !== undefined)
const noted = slides.filter(({ note }) => note)

describe.skipIf(planned.length === 0)('the planned times', () => {
  it.each(planned)('say how long slide $no takes', ({ frontmatter }) => {
    expect(seconds(frontmatter.time)).toBeGreaterThan(0)
  })
  it('fit into the talk\'s duration', () => {
    const total = planned.reduce((sum, { frontmatter }) => sum + seconds(frontmatter.time), 0)
    expect(total, 'change `duration` at the top of slides.md, or a slide\'s `time`').toBeLessThanOrEqual(duration)
  })
})

describe.skipIf(noted.length === 0)('the notes', () => {
  it.each(noted)('of slide $no have as many [click] marks as it has clicks', ({ note, clicks }) => {
    expect(clickMarks(note)).toBe(clicks)
  })
  it('end with a line that leads over to the next slide, where they have paragraphs', () => {
    for (const { no, note } of noted.filter(({ no }) => no < slides.length)) {
      const paragraphs = note.trim().split(/\n{2,}/)
      if (paragraphs.length === 1) continue
      expect(paragraphs.at(-1), `slide ${no}`).not.toContain('[click]')
      expect(paragraphs.at(-1)?.split(/(?<=[.?!])\s/).length, `slide ${no}: the last paragraph of the note is the one line that leads over`).toBeLessThanOrEqual(2)
    }
  })
})

it('every slide has a title of its own, by which its snapshot goes', () => {
  expect(new Set(slides.map(slide => snapshotFile(slide, 'light'))).size).toBe(slides.length)
})

/** A number with a unit, a share, a version, a day. */
const FIGURE = /\b\d+(?:[.,]\d+)*(?:\s?(?:ms|s|x|[KMG]?B)\b|\s?[%×])|\b\d+(?:\.\d+){2,}\b|\b\d{1,2} (?:January|February|March|April|May|June|July|August|September|October|November|December) \d{4}\b|(?<![/\w-])\d{4}-\d{2}(?:-\d{2})?\b/g

describe('slides.md', () => {
  it.each(slides)('names a figure wherever slide $no prints one with a unit', ({ content, note }) => {
    for (const text of [content, note]) {
      // a poll's choices are guesses
      const typed = text.replace(/<Poll [^>]*>/g, '').match(FIGURE) ?? []
      // the article's title, and the day of the talk
      expect(typed.filter(figure => !['100x', '6 March 2024'].includes(figure)), 'typed: give the figure a source in figures/ and write [[its.name]]').toEqual([])
      expect(() => figuresIn(text)).not.toThrow()
    }
  })
})
