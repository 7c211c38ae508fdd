/** How long one run of the plain Python lane may take, in ms: long enough for the clock, short enough for the room, and for a debug build of naive Rust that takes three times as long. */
export const PYTHON_MS = { least: 60, aim: 120, most: 300 } as const

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

/** The coarsest clock that can time this, in ms a tick: Firefox against fingerprinting has 16.67, the Tor Browser 100. */
export const COARSEST_TICK = 20

/**
 * How long a sample is to last, in ms: a clock that ticks every millisecond then errs by about 3%, a coarser one by 5%.
 *
 * @param tick of the clock, in ms
 */
export const sampleLength = (tick: number): number => Math.max(35, 20 * tick)

/**
 * How often a lane's work is done for one sample. It is settled once, after the warm-up; what gets faster later has shorter
 * samples.
 *
 * @param ms that one time takes; too short for the clock counts as 0.1
 * @param length of a sample, in ms
 */
export function repeatsFor(ms: number, length: number): number {
  return Math.ceil(length / (ms > 0.1 ? ms : 0.1))
}

/**
 * The smallest step that a clock is seen to make, in ms. Looks for half a second at most; a clock that does not move has no
 * tick: Infinity.
 *
 * @param now milliseconds of the clock
 * @param reads how often it is read at the most
 */
export function clockTick(now: () => number = () => performance.now(), reads = 2e7): number {
  const start = now()
  let tick = Infinity
  let last = start
  for (let read = 0, steps = 0; read < reads && steps < 10 && last - start < 500; read++) {
    const at = now()
    if (at > last) {
      // the first step began before anybody looked
      if (steps > 0) tick = Math.min(tick, at - last)
      last = at
      steps++
    }
  }
  return tick
}
