import { describe, expect, it } from 'vitest'
import { formatTime, paceOf, parseTime } from '../notes/pace'

describe('a planned time', () => {
  it('is minutes and seconds', () => {
    expect(['0:45', '12:00', '1:75', 45, undefined].map(parseTime)).toEqual([45, 720, undefined, undefined, undefined])
    expect([0, 65.9, 720].map(formatTime)).toEqual(['0:00', '1:05', '12:00'])
  })
})

describe('the pace', () => {
  const times = [30, 60, undefined, 30]

  it.each([
    [1, 0, 'on time'],
    [1, 30, 'on time'],
    [1, 51, '0:21 behind'],
    [2, 10, '0:20 ahead'],
    [2, 45, 'on time'],
    [3, 100, '0:10 behind'],
    [4, 200, '1:20 behind'],
  ])('on slide %i after %i s is %s', (no, elapsed, words) => {
    expect(paceOf(times, no, elapsed).words).toBe(words)
  })
})
