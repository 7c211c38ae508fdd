/** A quantile of the values, with linear interpolation between neighbours (Hyndman and Fan's type 7). NaN for none. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  const at = (sorted.length - 1) * share
  const low = sorted[Math.floor(at)] ?? Number.NaN
  const high = sorted[Math.ceil(at)] ?? Number.NaN
  return low + (high - low) * (at - Math.floor(at))
}

/** The middle value: half of the runs were faster, half slower. NaN for no values. */
export const median = (values: readonly number[]): number => quantile(values, 0.5)

/**
 * How far apart the runs lie: the width of their middle half as a share of the median (interquartile range / median).
 * One run thrown off by something else on the machine does not move it. NaN for no values, or a median of zero.
 */
export function spread(values: readonly number[]): number {
  const middle = median(values)
  return middle > 0 ? (quantile(values, 0.75) - quantile(values, 0.25)) / middle : Number.NaN
}

/** From here on the page says that the runs lie far apart: the middle half wider than a quarter of the median. */
export const WIDE_SPREAD = 0.25
