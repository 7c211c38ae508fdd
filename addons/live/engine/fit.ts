/** How long one run of the plain Python lane may take, in ms: long enough for the clock, short enough for the room. */
export const PYTHON_MS = { least: 100, aim: 220, most: 500 } as const

/** How many points one run asks about, at the least and at the most. */
export const POINTS = { least: 20, most: 20_000 } as const

/** Whether a run of this length needs no other size of work. */
export const fits = (ms: number): boolean => ms >= PYTHON_MS.least && ms <= PYTHON_MS.most

/**
 * How many points to ask about, so that Python's run takes what it should: the time grows with the points.
 *
 * @param points asked about in a trial
 * @param ms that the trial took. Too short for the clock (zero, or no number) counts as the clock's tick, 0.1 ms.
 * @returns a whole number of tens, from POINTS.least to POINTS.most
 */
export function fitPoints(points: number, ms: number): number {
  const perPoint = (ms > 0.1 ? ms : 0.1) / points
  const wanted = Math.round(PYTHON_MS.aim / perPoint / 10) * 10
  return Math.min(Math.max(wanted, POINTS.least), POINTS.most)
}

/**
 * A sample is to last this long, in ms, so that a clock that ticks every millisecond errs by about 3 %. How often a lane
 * is repeated for it is settled once, after the warm-up; what gets faster later has shorter samples.
 */
export const SAMPLE_MS = 35

/** How often a lane's work is done for one sample. `ms` that one time takes; too short for the clock counts as 0.1. */
export function repeatsFor(ms: number): number {
  return Math.ceil(SAMPLE_MS / (ms > 0.1 ? ms : 0.1))
}
