import { describe, expect, it } from 'vitest'
import { dotPath, raceLength, racePeriod, roundsAfter } from '../../components/timing/race'
import { compare, rowsAfter } from '../../components/timing/rows'
import { findRun, findStudy } from '../../figures/lookup'
import { figure } from '../../figures/tokens'

/** Milliseconds of a run in the article. */
const value = (run: string) => findRun(findStudy('article'), run).value

describe('a comparison', () => {
  it('draws bars from zero, linear, the longest as long as the chart', () => {
    const { rows } = compare({ study: 'article', runs: 'python naive-debug' })
    expect(rows.map(row => row.share)).toEqual([value('python') / value('naive-debug'), 1])
  })
  it('takes the runs in the order that it is given, and its ratios against the baseline that it is given', () => {
    const { rows } = compare({ study: 'uv', runs: 'pip-sync uv', baseline: 'pip-sync' })
    expect(rows.map(row => [row.run.name, row.ratio])).toEqual([['pip-sync', 'baseline'], ['uv', figure('uv.uv/pip-sync:ratio')]])
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
    [{ study: 'article', runs: 'python naive-debug', reveal: 'class' }, 'has no run "class"; it has "python", "naive-debug"'],
    [{ study: 'article', reveal: 'naive-debug>nothing' }, 'has no run "nothing"'],
    [{ study: 'article', again: 'cobol' }, 'there is no study "cobol"'],
    [{ study: 'article', again: 'uv' }, 'study "uv" has no run "python"'],
  ])('refuses %j', (request, message) => {
    expect(() => compare(request)).toThrow(message)
  })
})

describe('a study that was measured again', () => {
  it('has its own ratios, and gives none away before the last answer', () => {
    const comparison = compare({ study: 'article', runs: 'python class', reveal: 'class', again: 'measured' })
    const again = (done: number) => rowsAfter(comparison, done).map(row => row.again)
    const year = findStudy('measured').date.slice(0, 4)
    expect(again(1)).toEqual([undefined, undefined])
    expect(again(2)).toEqual([`${year}: ${figure('measured.python')}`, `${year}: ${figure('measured.class:ratio')}`])
  })
})

describe('a reveal', () => {
  it('shows one answer a click', () => {
    const comparison = compare({ study: 'article', reveal: 'class no-allocation' })
    const waiting = (done: number) => rowsAfter(comparison, done).filter(row => row.waiting).map(row => row.name)
    expect([0, 1, 2].map(waiting)).toEqual([['class', 'no-allocation'], ['no-allocation'], []])
  })
  it('turns one bar into another, on the same scale and in the same place', () => {
    const comparison = compare({ study: 'article', runs: 'python naive-debug', reveal: 'naive-debug>naive-release' })
    const seen = (done: number) => rowsAfter(comparison, done).map(({ name, time, share, waiting }) => [name, time, share, waiting])
    expect(seen(0)[1]).toEqual(['naive-debug', figure('article.naive-debug'), 1, false])
    expect(seen(1)[1]).toEqual(['naive-debug', figure('article.naive-release'), value('naive-release') / value('naive-debug'), false])
    expect(seen(1)[0]).toEqual(seen(0)[0])
  })
})

describe('a race', () => {
  it('finishes a round each time the run would', () => {
    expect(Math.floor(roundsAfter(609, 609.46))).toBe(0)
    expect(roundsAfter(6094.6, 609.46)).toBe(10)
    expect(roundsAfter(1500, 1000)).toBe(1.5)
  })
  it('stays at the start before it begins, and for a run of no known length', () => {
    expect([roundsAfter(-5, 10), roundsAfter(100, 0), roundsAfter(Number.NaN, 10)]).toEqual([0, 0, 0])
  })
  it('runs in real time, whatever the unit; a stopped run does not take part', () => {
    const run = { name: 'a', label: 'a', kind: 'other', value: 2 } as const
    expect(racePeriod(run, { unit: 's' })).toBe(2000)
    expect(racePeriod(run, { unit: 'ms' })).toBe(2)
    expect(racePeriod({ ...run, openEnded: true }, { unit: 's' })).toBe(0)
  })
  it('lasts ten rounds of the slowest, or one', () => {
    expect(raceLength([293, 600])).toBe(6000)
    expect(raceLength([60, 4631], true)).toBe(4631)
    expect(raceLength([])).toBe(0)
  })
  it.each([0, 1, 40, 41, 100, 260, 2101])('leaves %i dots for as many rounds', (count) => {
    // a dash pattern of "0 1" draws a dot at the start of each line, and one more a unit
    const dots = Array.from(dotPath(count, 40).matchAll(/M\.5 [\d.]+h([\d.]+)/g), ([, length]) => Math.floor(Number(length)) + 1)
    expect(dots.reduce((sum, n) => sum + n, 0)).toBe(count)
    expect(Math.max(0, ...dots)).toBeLessThanOrEqual(40)
  })
})
