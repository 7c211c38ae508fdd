import type { Lanes } from '../engine/program'
import type { Report } from '../engine/protocol'
import { describe, expect, it } from 'vitest'
import { lanes } from '../engine/lanes'
import { measure } from '../engine/measure'

/** Lanes that get faster by half each time they run, down to what they take for good; what was asked of them is counted. */
function gettingFaster(ms: number, digest: Lanes['digest'] = () => 'same') {
  const repeats: Record<string, number[]> = {}
  const prepare = (): Lanes => ({
    digest,
    time(lane, times) {
      const asked = repeats[lane] ??= []
      asked.push(times)
      return Math.max(ms, ms * 16 / 2 ** asked.length)
    },
    destroy() {},
  })
  return { prepare, repeats }
}

describe('measuring', () => {
  it('warms a lane up until it gets no faster, so that its samples are long enough', async () => {
    const { prepare, repeats } = gettingFaster(1)
    await measure(prepare, 3, () => {}, 0.1)
    expect(repeats['columns-release']?.slice(-3)).toEqual([35, 35, 35])
  })

  it('tells before each run what has been measured so far', async () => {
    const told: Report[] = []
    const { samples } = await measure(gettingFaster(100).prepare, 2, report => told.push(structuredClone(report)), 0.1)
    expect(told).toHaveLength(1 + 2 * lanes.length)
    expect(told[2]).toMatchObject({ type: 'running', lane: 'naive-debug', lap: 1, laps: 2, samples: { 'python': [100], 'naive-debug': [] }, longest: 100 })
    expect(Object.values(samples).map(runs => runs.length)).toEqual(lanes.map(() => 2))
  })

  it('takes no time where two lanes answer differently, or where the clock is too coarse', async () => {
    const { prepare, repeats } = gettingFaster(100, lane => lane)
    await expect(measure(prepare, 1, () => {}, 0.1)).rejects.toThrow('naive-debug: naive-debug, python: python')
    expect(Object.keys(repeats)).toEqual(['python'])
    await expect(measure(prepare, 1, () => {}, 100)).rejects.toThrow('every 100 ms')
    await expect(measure(prepare, 1, () => {}, Infinity)).rejects.toThrow('it does not move')
  })
})
