import type { TimingRun } from '../../figures/types'
import { describe, expect, it } from 'vitest'
import { formatDate, formatFactor, formatRatio, formatTime } from '../../figures/format'

const run = (name: string, value: number, openEnded?: true): TimingRun => ({ name, label: name, kind: 'other', value, openEnded })

describe('a time', () => {
  it('has its unit and as many digits as its source prints', () => {
    expect(formatTime(run('a', 2.9), { unit: 'ms', digits: 2 })).toBe('2.90 ms')
    expect(formatTime(run('a', 1495.81), { unit: 'ms', digits: 2 })).toBe('1,495.81 ms')
    expect(formatTime(run('a', 0.2943), { unit: 's', digits: 2 })).toBe('0.29 s')
  })
  it('that was stopped is "more than", without digits that nobody measured', () => {
    expect(formatTime(run('a', 60, true), { unit: 's', digits: 2 })).toBe('> 60 s')
  })
})

describe('a ratio', () => {
  it('says how many times, and which way', () => {
    expect(formatRatio(run('debug', 609.46), run('python', 293.41))).toBe('2.1× slower')
    expect(formatRatio(run('last', 2.9), run('python', 293.41), { ratioFigures: 3 })).toBe('101× faster')
  })
  it('of the baseline with itself is named, not computed', () => {
    expect(formatRatio(run('python', 1), run('python', 1))).toBe('baseline')
  })
  it('of a stopped run is at least that much', () => {
    expect(formatRatio(run('pylint', 60, true), run('ruff', 0.2943))).toBe('over 200× slower')
    expect(formatRatio(run('pylint', 60, true), run('ruff', 0.3002))).toBe('over 190× slower')
  })
  it('against a stopped run is refused', () => {
    expect(() => formatRatio(run('ruff', 0.3), run('pylint', 60, true))).toThrow('stopped, not measured')
  })
  it('has as many significant figures as its times bear, and two below ten', () => {
    expect([2.077, 9.949, 9.96, 12.53, 26.001, 99.96, 362.2].map(factor => formatFactor(factor, 3))).toEqual(['2.1×', '9.9×', '9.96×', '12.5×', '26×', '100×', '362×'])
    expect([2.077, 17.14, 80.4, 159.4].map(factor => formatFactor(factor))).toEqual(['2.1×', '17×', '80×', '160×'])
  })
})

describe('a date', () => {
  it('stays as exact as it was given', () => {
    expect(['2023-03-28', '2024-02', '2026', 'spring'].map(formatDate)).toEqual(['28 March 2023', 'February 2024', '2026', 'spring'])
  })
})
