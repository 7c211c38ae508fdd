import { describe, expect, it } from 'vitest'
import { raceLength, racePeriod, racePosition } from '../../components/timing/race'
import { compare, findLens, revealOrder } from '../../components/timing/rows'

describe('a comparison', () => {
  it('draws bars from zero, linear, the longest as long as the chart', () => {
    const { rows } = compare({ study: 'article', runs: 'python naive-debug' })
    expect(rows.map(row => row.share)).toEqual([293.41 / 609.46, 1])
  })
  it('takes the runs in the order that it is given, and its ratios against the baseline that it is given', () => {
    const { rows } = compare({ study: 'uv', runs: 'pip-sync uv', baseline: 'pip-sync' })
    expect(rows.map(row => [row.run.name, row.ratio])).toEqual([['pip-sync', 'baseline'], ['uv', '80x faster']])
  })
  it('relabels a run that would give the answer away, and drops its note', () => {
    const { rows } = compare({ study: 'article', labels: 'naive-debug: the same in Rust' })
    expect(rows[1]?.run).toMatchObject({ label: 'the same in Rust', note: undefined })
  })
  it.each([
    [{ study: 'cobol' }, 'there is no study "cobol"'],
    [{ study: 'uv', runs: 'uv npm' }, 'has no run "npm"'],
    [{ study: 'uv', baseline: 'npm' }, 'has no run "npm"'],
    [{ study: 'uv', labels: 'npm: x' }, 'has no run "npm"'],
    [{ study: 'uv', labels: 'npm' }, 'says no run'],
  ])('refuses %j', (request, message) => {
    expect(() => compare(request)).toThrow(message)
  })
  it('reveals only runs that are on the slide', () => {
    const comparison = compare({ study: 'article', runs: 'python naive-debug' })
    expect(revealOrder(comparison, 'naive-debug')).toEqual(['naive-debug'])
    expect(() => revealOrder(comparison, 'class')).toThrow('has no run "class"; it has "python", "naive-debug"')
  })
})

describe('the lens', () => {
  it('covers the last small bars, as many whole times larger as fits', () => {
    expect(compare({ study: 'article' }).lens).toEqual({ first: 2, last: 4, factor: 19 })
  })
  it.each([
    ['one small bar alone', [1, 0.5, 0.01]],
    ['no small bars', [1, 0.5, 0.4]],
    ['small bars above large ones', [0.01, 0.02, 1]],
    ['nothing but zeros', [0, 0]],
  ])('is not there for %s', (_, shares) => {
    expect(findLens(shares.map(share => ({ share })))).toBeUndefined()
  })
})

describe('a race', () => {
  it('ticks once an iteration', () => {
    expect(racePosition(609, 609.46)).toMatchObject({ iterations: 0 })
    expect(racePosition(6094.6, 609.46)).toEqual({ iterations: 10, phase: 0 })
    expect(racePosition(1500, 1000)).toEqual({ iterations: 1, phase: 0.5 })
  })
  it('stays at the start before it begins, and for a run of no known length', () => {
    expect([racePosition(-5, 10), racePosition(100, 0), racePosition(Number.NaN, 10)])
      .toEqual(Array.from({ length: 3 }, () => ({ iterations: 0, phase: 0 })))
  })
  it('runs in real time, whatever the unit; a stopped run does not take part', () => {
    const run = { name: 'a', label: 'a', kind: 'other', value: 2 } as const
    expect(racePeriod(run, { unit: 's' })).toBe(2000)
    expect(racePeriod(run, { unit: 'ms' })).toBe(2)
    expect(racePeriod({ ...run, openEnded: true }, { unit: 's' })).toBe(0)
  })
  it('lasts ten laps of the slowest, or one long one', () => {
    expect(raceLength([293, 600])).toBe(6000)
    expect(raceLength([60, 4631])).toBe(4631)
    expect(raceLength([])).toBe(0)
  })
})
