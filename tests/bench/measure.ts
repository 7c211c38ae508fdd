/** Something that is measured, several times. */
export interface Measure {
  /** What, as a row of the table. */
  name: string
  unit: 's' | 'ms' | 'bytes' | 'count' | 'truth'
  /** Measures once, in its unit; of truth, 1 is yes and 0 is no. */
  run: () => Promise<number>
}

/** What several runs gave. */
export interface Measured {
  name: string
  unit: Measure['unit']
  /** In the order of the runs; never empty. */
  values: number[]
}

/**
 * Runs a measure several times, one after the other.
 *
 * @param measure what to measure
 * @param runs how often, 1 or more
 */
export async function repeat({ name, unit, run }: Measure, runs: number): Promise<Measured> {
  const values = []
  for (let done = 0; done < runs; done++) values.push(await run())
  return { name, unit, values }
}

/** Time that something takes, in seconds. */
export async function timed(task: () => Promise<unknown>): Promise<number> {
  const start = performance.now()
  await task()
  return (performance.now() - start) / 1000
}

/**
 * The middle value; of an even number of values the mean of the two in the middle.
 *
 * @throws {RangeError} without a value
 */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const upper = sorted[Math.floor(sorted.length / 2)]
  const lower = sorted[Math.ceil(sorted.length / 2) - 1]
  if (lower === undefined || upper === undefined) throw new RangeError('There is no median of nothing')
  return (lower + upper) / 2
}

/**
 * The value that so many of a hundred values don't exceed, by its nearest rank: one of the values, never one in between.
 *
 * @param percent above 0, up to 100
 * @throws {RangeError} without a value
 */
export function percentile(values: readonly number[], percent: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  const value = sorted[Math.ceil(percent / 100 * sorted.length) - 1]
  if (value === undefined) throw new RangeError('There is no percentile of nothing')
  return value
}
