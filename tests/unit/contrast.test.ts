// @vitest-environment node
import type { Scheme } from '../support/pairs'
import { describe, expect, it } from 'vitest'
import { contrast, parseHex } from '../support/colour'
import { colourOf, schemes, shapes, texts } from '../support/pairs'

describe.each(Object.keys(schemes) as Scheme[])('in %s', (scheme) => {
  const ratio = (a: string, b: string) => contrast(colourOf(a, scheme), colourOf(b, scheme))

  it.each(texts)('%s is readable on %s', (text, ground) => {
    expect(ratio(text, ground)).toBeGreaterThanOrEqual(4.5)
  })
  it.each(shapes)('%s can be told from %s', (shape, ground) => {
    expect(ratio(shape, ground)).toBeGreaterThanOrEqual(3)
  })
})

it('black on white is 21, a colour on itself 1', () => {
  expect(contrast([0, 0, 0], [255, 255, 255])).toBeCloseTo(21)
  expect(contrast([9, 9, 9], [9, 9, 9])).toBe(1)
  expect(() => parseHex('red')).toThrow('"red" is no colour')
})
