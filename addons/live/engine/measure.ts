import type { Lanes } from './program'
import type { Measurement, Report } from './protocol'
import { LiveError } from './failure'
import { clockTick, COARSEST_TICK, fitPoints, fits, repeatsFor, sampleLength } from './fit'
import { BASELINE, lanes } from './lanes'
import type { LaneName } from './lanes'

/** Polygons in program/workload.py. */
const POLYGONS = 1000

const TRIAL_POINTS = 40
const names = lanes.map(lane => lane.name)

/**
 * The experiment: fits the size of the work, compares all answers, warms up, then times every lane once a lap. Laps
 * rather than lane after lane: what slows the machine for a while slows every lane alike.
 *
 * @param prepare makes the lanes for a number of points
 * @param laps how many runs of every lane
 * @param report called before each run
 * @param tick of the clock, in ms
 * @throws LiveError 'clock' when it ticks too coarsely, 'mismatch' when two lanes answer differently: then no time is taken.
 */
export async function measure(
  prepare: (points: number) => Lanes,
  laps: number,
  report: (report: Report) => void,
  tick = clockTick(),
): Promise<Omit<Measurement, 'python'>> {
  report({ type: 'preparing' })
  if (tick > COARSEST_TICK) throw new LiveError('clock', Number.isFinite(tick) ? `every ${Math.round(tick)} ms` : 'it does not move')
  const length = sampleLength(tick)
  const { points, work } = fitWork(prepare)
  try {
    const digest = compareAnswers(work)
    const plan = names.map(lane => ({ lane, ...warmUp(work, lane, length) }))
    const longest = Math.max(...plan.map(({ ms }) => ms))
    const samples = Object.fromEntries(names.map(name => [name, [] as number[]])) as Record<LaneName, number[]>
    for (let lap = 1; lap <= laps; lap++) {
      for (const { lane, repeats } of plan) {
        report({ type: 'running', lane, lap, laps, samples, longest })
        samples[lane].push(work.time(lane, repeats))
      }
    }
    return { polygons: POLYGONS, points, digest, samples }
  } finally {
    work.destroy()
  }
}

/** Work of a size at which Python's own run takes what it should on this machine. The caller destroys it. */
function fitWork(prepare: (points: number) => Lanes): { points: number, work: Lanes } {
  let points = TRIAL_POINTS
  let work = prepare(points)
  // the first trial meets a Python that has just started; one more makes good what it misjudged
  for (let trial = 0; trial < 3; trial++) {
    work.time(BASELINE, 1)
    const ms = Math.min(work.time(BASELINE, 1), work.time(BASELINE, 1))
    const fitted = fits(ms) ? points : fitPoints(points, ms)
    if (fitted === points) break
    work.destroy()
    points = fitted
    work = prepare(points)
  }
  return { points, work }
}

function compareAnswers(work: Lanes): string {
  const expected = work.digest(BASELINE)
  for (const name of names) {
    const digest = work.digest(name)
    if (digest !== expected) throw new LiveError('mismatch', `${name}: ${digest}, ${BASELINE}: ${expected}`)
  }
  return expected
}

/** Rounds of warming up, at the most. */
const WARM_UPS = 6

/**
 * Runs the lane until the browser's compilers have made it about as fast as it gets, and says how long it takes and how
 * often it must run to be timed.
 */
function warmUp(work: Lanes, lane: LaneName, length: number): { ms: number, repeats: number } {
  let before = work.time(lane, 1)
  let ms = work.time(lane, repeatsFor(before, length))
  for (let round = 2; round < WARM_UPS && ms < before * 0.8; round++) {
    before = ms
    ms = work.time(lane, repeatsFor(before, length))
  }
  return { ms, repeats: repeatsFor(ms, length) }
}
