import { describe, expect, it } from 'vitest'
import { attempt, rotated } from '../bench/compare'
import { median, percentile, repeat } from '../bench/measure'
import { lastWords } from '../bench/run'
import { Samples } from '../bench/samples'
import { comparisonTable, markdownTable, ratioTable } from '../bench/table'
import { formatBytes } from '../../addons/hosted/commands/report'

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

describe('percentile', () => {
  const hundred = Array.from({ length: 100 }, (_, i) => 100 - i)

  it.each([[hundred, 95, 95], [hundred, 100, 100], [[3, 1, 2], 95, 3], [[3, 1, 2], 50, 2], [[7], 1, 7]])('is a value that was measured (%#)', (values, percent, value) => {
    expect(percentile(values, percent)).toBe(value)
  })

  it('of nothing is an error', () => {
    expect(() => percentile([], 95)).toThrow(RangeError)
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
      '|  | median | spread |',
      '|---|--:|--:|',
      '| build | 3.00 s | 2.00 s to 4.00 s |',
      '| files | 7 |  |',
      '| weight | 2 KB | 1.5 KB to 2.5 KB |',
    ].join('\n'))
  })
})

describe('a comparison', () => {
  const samples = new Samples()
  samples.add('ours', [{ name: 'title', unit: 's', values: [1] }, { name: 'next', unit: 'ms', shown: 'p95', values: [10, 20] }])
  samples.add('theirs', [{ name: 'title', unit: 's', values: [2] }, { name: 'tagged', unit: 'truth', values: [1] }])
  samples.add('ours', [{ name: 'title', unit: 's', values: [2] }, { name: 'next', unit: 'ms', shown: 'p95', values: [30.4] }, { name: 'tagged', unit: 'truth', values: [0] }])

  it('has every value of every deck, decks side by side, and says what was not measured', () => {
    expect(comparisonTable(samples.rows, ['ours', 'theirs', 'absent'])).toBe([
      '|  | ours | theirs | absent |',
      '|---|--:|--:|--:|',
      '| title | 1.50 s (1.00 s to 2.00 s) | 2.00 s | not measured |',
      '| next | 30 ms | not measured | not measured |',
      '| tagged | no | yes | not measured |',
    ].join('\n'))
  })

  it('has ratios of what stands for the values, where there is something to divide', () => {
    expect(ratioTable(samples.rows, ['ours', 'theirs', 'absent'])).toBe([
      '|  | ours : theirs | ours : absent |',
      '|---|--:|--:|',
      '| title | 0.75 | not measured |',
      '| next | not measured | not measured |',
    ].join('\n'))
  })

  it('begins with another deck in each run', () => {
    expect([0, 1, 2, 3].map(run => rotated(['a', 'b', 'c'], run).join(''))).toEqual(['abc', 'bca', 'cab', 'abc'])
    expect(rotated([], 1)).toEqual([])
  })

  it('goes on after a failure, and keeps its reason', async () => {
    const failures: string[] = []
    expect(await attempt('a', async () => {}, failures)).toBe(true)
    expect(await attempt('b, install', () => Promise.reject(new Error('no such version')), failures)).toBe(false)
    expect(failures).toEqual(['b, install: no such version'])
  })
})

describe('lastWords', () => {
  it.each([
    ['one\nnpm error code E404\nnpm error 404 more\n', 'npm error code E404'],
    ['Error: broken\n    at here', 'Error: broken'],
    ['one\ntwo\n\n', 'two'],
    ['', ''],
  ])('of %j are %j', (output, words) => {
    expect(lastWords(output)).toBe(words)
  })
})

describe('formatBytes', () => {
  it.each([[0, '0 B'], [999, '999 B'], [1000, '1 KB'], [12_345, '12.3 KB'], [999_499, '999 KB'], [999_500, '1 MB'], [1_234_567, '1.23 MB']])('%d is %s', (bytes, text) => {
    expect(formatBytes(bytes)).toBe(text)
  })
})
