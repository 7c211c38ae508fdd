/** The value that so many of a hundred don't exceed, by its nearest rank; of 50 it is the median. */
export function percentile(values: readonly number[], percent: number): number {
  return [...values].sort((a, b) => a - b)[Math.max(0, Math.ceil(percent / 100 * values.length) - 1)] ?? Number.NaN
}
