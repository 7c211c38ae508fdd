// @vitest-environment node
import type { Picture } from '../support/pixels'
import { expect, it } from 'vitest'
import { densestDifference, difference, readPng, shrink, writePng } from '../support/pixels'

function plain(width: number, height: number, grey: number): Picture {
  return { width, height, data: Uint8Array.from({ length: width * height * 4 }, (_, i) => i % 4 === 3 ? 255 : grey) }
}

it('a shrunk picture has the means of the squares', () => {
  const checked = plain(4, 2, 0)
  checked.data.fill(255, 0, 4)
  const small = shrink(checked, 2)
  expect([small.width, small.height]).toEqual([2, 1])
  expect([...small.data]).toEqual([64, 64, 64, 255, 0, 0, 0, 255])
})

it('the difference is the share of pixels beyond the tolerance', () => {
  const other = plain(2, 2, 100)
  other.data[0] = 150
  expect(difference(plain(2, 2, 100), other, 49)).toBe(0.25)
  expect(difference(plain(2, 2, 100), other, 50)).toBe(0)
  expect(difference(plain(2, 2, 100), plain(2, 1, 100), 50)).toBe(1)
})

it('the densest difference is the most that differs in one place', () => {
  const other = plain(9, 9, 100)
  for (const [x, y] of [[4, 4], [5, 4], [5, 5], [0, 0], [8, 0]] as const) other.data[(y * 9 + x) * 4] = 150
  expect(densestDifference(plain(9, 9, 100), other, 49, 2)).toBe(3)
  expect(densestDifference(plain(9, 9, 100), other, 50, 2)).toBe(0)
  expect(densestDifference(plain(9, 9, 100), plain(9, 8, 100), 50, 2)).toBe(4)
})

it('a picture survives being written and read', () => {
  const picture = plain(3, 2, 7)
  expect(difference(readPng(writePng(picture)), picture, 0)).toBe(0)
})
