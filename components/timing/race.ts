import type { TimingRun, TimingStudy } from '../../figures/types'

/**
 * `rounds` fills each bar once an iteration and leaves a dot, `dots` has no bars, only the dots, `once` fills each bar one
 * time, and the component's slot travels on the slowest.
 */
export type RaceKind = 'rounds' | 'dots' | 'once'

const MILLISECONDS = { ms: 1, s: 1000 } as const

/** How many rounds the slowest runner makes before the race is over. */
const ROUNDS = 10

/** One iteration of a run, in milliseconds. An open-ended run has none that anybody knows: 0, it does not take part. */
export function racePeriod(run: TimingRun, { unit }: Pick<TimingStudy, 'unit'>): number {
  return run.openEnded ? 0 : run.value * MILLISECONDS[unit]
}

/** How long a race lasts, in milliseconds: ten rounds of the slowest, or one of each; nothing without runners. */
export function raceLength(periods: readonly number[], once = false): number {
  return Math.max(0, ...periods) * (once ? 1 : ROUNDS)
}

/** Rounds done after `elapsed` milliseconds: the whole part is finished, the rest is under way. 0 for a period of 0 or before the start. */
export function roundsAfter(elapsed: number, period: number): number {
  return period > 0 && elapsed > 0 ? elapsed / period : 0
}

/**
 * An SVG path that a dash pattern of "0 1" with round caps draws as exactly `count` dots, one a unit, in lines of
 * `perLine`: thousands of dots are one element, and vectors in print.
 */
export function dotPath(count: number, perLine: number): string {
  let path = ''
  for (let line = 0; line * perLine < count; line++) {
    // a little longer than to the last dot, which rounding must not lose
    path += `M.5 ${line + 0.5}h${Math.min(perLine, count - line * perLine) - 0.99}`
  }
  return path
}
