import { describe, expect, it } from 'vitest'
import { clockTick, fitPoints, fits, POINTS, PYTHON_MS, repeatsFor, sampleLength } from '../engine/fit'
import { median, quantile, spread } from '../engine/statistics'

describe('median', () => {
  it('is the middle value, whatever the order', () => {
    expect(median([9, 1, 5])).toBe(5)
  })

  it('is the mean of the two middle values of an even number', () => {
    expect(median([4, 1, 2, 9])).toBe(3)
  })

  it('leaves its argument as it is', () => {
    const values = [3, 1, 2]
    median(values)
    expect(values).toEqual([3, 1, 2])
  })

  it('of nothing is no number', () => {
    expect(median([])).toBeNaN()
  })
})

describe('quantile', () => {
  it('interpolates between neighbours, as type 7 does', () => {
    // numpy.percentile([1, 2, 4, 8], [0, 25, 75, 100])
    expect([0, 0.25, 0.75, 1].map(share => quantile([8, 1, 4, 2], share))).toEqual([1, 1.75, 5, 8])
  })
})

describe('spread', () => {
  it('is the middle half as a share of the median', () => {
    expect(spread([80, 90, 100, 110, 120])).toBeCloseTo(0.2)
  })

  it('is zero when all are equal, and not moved by one outlier', () => {
    expect(spread([5, 5, 5])).toBe(0)
    expect(spread([100, 100, 100, 100, 9000])).toBe(0)
  })

  it('of nothing is no number', () => {
    expect(spread([])).toBeNaN()
  })
})

describe('size of the work', () => {
  it('grows with the machine until Python takes what it should', () => {
    // 40 points in 10 ms are 0.25 ms a point
    expect(fitPoints(40, 10)).toBe(Math.round(PYTHON_MS.aim / 0.25 / 10) * 10)
    expect(fitPoints(40, 10) * 0.25).toBeGreaterThan(PYTHON_MS.least)
  })

  it('has a least and a most, also for a clock that saw nothing', () => {
    expect(fitPoints(40, 1e6)).toBe(POINTS.least)
    expect(fitPoints(40, 0)).toBe(POINTS.most)
    expect(fitPoints(40, Number.NaN)).toBe(POINTS.most)
  })

  it('is not changed while Python takes 60 to 300 ms', () => {
    expect([59, 60, 120, 300, 301].map(fits)).toEqual([false, true, true, true, false])
  })
})

describe('repeats of one sample', () => {
  it('make it last long enough', () => {
    expect(repeatsFor(200, 35)).toBe(1)
    for (const ms of [0.5, 1.7, 8, 34]) expect(repeatsFor(ms, 35) * ms).toBeGreaterThanOrEqual(35)
  })

  it('are few even when the clock saw nothing', () => {
    expect(repeatsFor(0, 35)).toBe(350)
    expect(repeatsFor(Number.NaN, 35)).toBe(350)
  })

  it('are more where the clock ticks coarsely', () => {
    expect([0.005, 0.1, 1, 16.67].map(sampleLength)).toEqual([35, 35, 35, expect.closeTo(333.4)])
  })
})

describe('the clock’s tick', () => {
  /** A clock that goes on by a little each time it is read, and shows whole ticks. */
  const clock = (tick: number, step: number) => {
    let at = 0.4
    return () => Math.floor((at += step) / tick) * tick
  }

  it('is the smallest step that it makes', () => {
    expect(clockTick(clock(0.1, 0.03))).toBeCloseTo(0.1)
    expect(clockTick(clock(16.67, 0.01))).toBeCloseTo(16.67)
    expect(clockTick(clock(100, 0.01))).toBeCloseTo(100)
  })

  it('is none where it does not move', () => {
    expect(clockTick(() => 7, 1000)).toBe(Infinity)
  })
})
