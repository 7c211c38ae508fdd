import { describe, expect, it } from 'vitest'
import { median, repeat } from '../../scripts/bench/measure'
import { markdownTable } from '../../scripts/bench/table'
import { formatBytes } from '../../scripts/report'

describe('median', () => {
  it.each([
    [[3], 3],
    [[10, 1, 2], 2],
    [[4, 1, 3, 2], 2.5],
  ])('of %j is %d', (values, middle) => {
    expect(median(values)).toBe(middle)
  })

  it('leaves the values in their order', () => {
    const values = [3, 1, 2]
    median(values)
    expect(values).toEqual([3, 1, 2])
  })

  it('of nothing is an error', () => {
    expect(() => median([])).toThrow(RangeError)
  })
})

describe('repeat', () => {
  it('keeps every run, in order, one at a time', async () => {
    let running = 0
    let next = 0
    const run = async () => {
      expect(++running).toBe(1)
      await Promise.resolve()
      running--
      return ++next
    }
    expect(await repeat({ name: 'n', unit: 'count', run }, 3)).toEqual({ name: 'n', unit: 'count', values: [1, 2, 3] })
  })
})

describe('markdownTable', () => {
  it('shows the median and the spread, which it leaves out where there is none', () => {
    expect(markdownTable([
      { name: 'build', unit: 's', values: [3.004, 2, 4] },
      { name: 'files', unit: 'count', values: [7, 7] },
      { name: 'weight', unit: 'bytes', values: [1500, 2500] },
    ])).toBe([
      '| | median | spread |',
      '|---|--:|--:|',
      '| build | 3.00 s | 2.00 s to 4.00 s |',
      '| files | 7 |  |',
      '| weight | 2 KB | 1.5 KB to 2.5 KB |',
    ].join('\n'))
  })
})

describe('formatBytes', () => {
  it.each([[0, '0 B'], [999, '999 B'], [1000, '1 KB'], [12_345, '12.3 KB'], [999_499, '999 KB'], [999_500, '1 MB'], [1_234_567, '1.23 MB']])('%d is %s', (bytes, text) => {
    expect(formatBytes(bytes)).toBe(text)
  })
})
