// @vitest-environment node
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { contrast, parseHex } from '../support/colour'

const css = readFileSync(new URL('../../styles/tokens.css', import.meta.url), 'utf8')

function tokens(selector: string): Record<string, string> {
  const block = css.slice(css.indexOf(`${selector} {`)).split('}')[0] ?? ''
  return Object.fromEntries(Array.from(block.matchAll(/(--[\w-]+):\s*(#[\da-f]{6});/gi), match => [match[1], match[2]]))
}

const light = tokens(':root')
const schemes = { light, dark: { ...light, ...tokens('html.dark') } }

const grounds = ['--paper', '--paper-raised']
/** What stands on what, all of it read as text. */
const texts = [
  // code that the talk doesn't point at
  ['--ink-faint', '--paper-raised'],
  ...['--ink', '--ink-soft', '--python', '--rust', '--slow', '--code-literal', '--code-number'].flatMap(text => grounds.map(ground => [text, ground])),
  // captions and figures on the tints, the punch line on the rays
  ['--python', '--python-tint'],
  ['--rust', '--rust-tint'],
  ['--slow', '--slow-tint'],
  ['--ink', '--slow-tint'],
  ['--ink-soft', '--slow-tint'],
  ['--terminal-ink', '--terminal'],
  ['--python-gold', '--terminal'],
  // a chosen bet
  ['--paper', '--ink'],
] as [string, string][]
/** Shapes that carry meaning, and focus. */
const shapes = ['--python-fill', '--rust-fill', '--slow-fill'].flatMap(shape => grounds.map(ground => [shape, ground])) as [string, string][]

describe.each(Object.entries(schemes))('in %s', (_, scheme) => {
  const ratio = (a: string, b: string) => contrast(parseHex(scheme[a] ?? a), parseHex(scheme[b] ?? b))

  it.each(texts)('%s is readable on %s', (text, ground) => {
    expect(ratio(text, ground)).toBeGreaterThanOrEqual(4.5)
  })
  it.each(shapes)('%s stands out on %s', (shape, ground) => {
    expect(ratio(shape, ground)).toBeGreaterThanOrEqual(3)
  })
})

it('black on white is 21, a colour on itself 1', () => {
  expect(contrast([0, 0, 0], [255, 255, 255])).toBeCloseTo(21)
  expect(contrast([9, 9, 9], [9, 9, 9])).toBe(1)
  expect(() => parseHex('red')).toThrow('"red" is no colour')
})
