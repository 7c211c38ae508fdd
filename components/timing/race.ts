import type { TimingRun, TimingStudy } from '../../figures/types'

const MILLISECONDS = { ms: 1, s: 1000 } as const

/** How often the slowest runner goes round before the race is over. */
const LAPS = 10
/** A lap longer than this, in milliseconds, is run once: nobody watches ten of them. */
const LONG_LAP = 1500

/** Where one runner is. */
export interface RacePosition {
  /** Iterations completed: one tick each. */
  iterations: number
  /** How far into the next one: 0 to 1. */
  phase: number
}

/**
 * Where a run is after `elapsed` milliseconds of real time, going round once in `period` milliseconds.
 * A period of zero, or time before the start, stays at the start.
 */
export function racePosition(elapsed: number, period: number): RacePosition {
  if (!(period > 0) || !(elapsed > 0))
    return { iterations: 0, phase: 0 }
  const iterations = Math.floor(elapsed / period)
  return { iterations, phase: elapsed / period - iterations }
}

/** One iteration of a run, in milliseconds. An open-ended run has none that anybody knows: 0, it does not take part. */
export function racePeriod(run: TimingRun, study: Pick<TimingStudy, 'unit'>): number {
  return run.openEnded ? 0 : run.value * MILLISECONDS[study.unit]
}

/** How long the race lasts, in milliseconds: ten laps of the slowest, one if its lap is long, nothing without runners. */
export function raceLength(periods: readonly number[]): number {
  const slowest = Math.max(0, ...periods)
  return slowest * (slowest > LONG_LAP ? 1 : LAPS)
}
