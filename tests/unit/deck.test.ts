// @vitest-environment node
import { describe, expect, it } from 'vitest'
import { figuresIn } from '../../components/figures/tokens'
import { slides } from '../support/deck'

const seconds = (time: unknown) => {
  const [, minutes, rest] = /^(\d+):(\d{2})$/.exec(String(time)) ?? []
  return Number(minutes) * 60 + Number(rest)
}

describe('the planned times', () => {
  it('add up to the talk\'s duration', () => {
    const total = slides.reduce((sum, { frontmatter }) => sum + seconds(frontmatter.time), 0)
    expect(`${total / 60}min`).toBe(slides[0]?.frontmatter.duration)
  })
  it.each(slides)('say how long slide $no takes', ({ frontmatter }) => {
    expect(seconds(frontmatter.time)).toBeGreaterThan(0)
  })
})

describe('slides.md', () => {
  it.each(slides)('names a figure wherever slide $no prints one with a unit', ({ content, note }) => {
    for (const text of [content, note]) {
      const typed = text.match(/\b\d+(?:[.,]\d+)*\s?(?:ms|s|x)\b/g) ?? []
      // the article's title
      expect(typed.filter(figure => figure !== '100x')).toEqual([])
      expect(() => figuresIn(text)).not.toThrow()
    }
  })
  it('leads over to the next slide in every note but the last', () => {
    for (const { no, note } of slides.slice(0, -1)) {
      const paragraphs = note.trim().split(/\n{2,}/)
      expect(paragraphs.length, `slide ${no}`).toBeGreaterThan(1)
      expect(paragraphs.at(-1), `slide ${no}`).not.toContain('[click]')
      expect(paragraphs.at(-1)?.split(/(?<=[.?!])\s/).length, `slide ${no}: the last paragraph of the note is the one line that leads over`).toBeLessThanOrEqual(2)
    }
  })
})
