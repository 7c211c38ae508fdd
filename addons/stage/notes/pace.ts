/**
 * Reads a planned time.
 *
 * @param time `m:ss`, as front matter's `time` has it
 * @returns seconds, undefined for what is none
 */
export function parseTime(time: unknown): number | undefined {
  const [, minutes, seconds] = /^(\d+):([0-5]\d)$/.exec(String(time)) ?? []
  return minutes === undefined ? undefined : Number(minutes) * 60 + Number(seconds)
}

/** Seconds as `m:ss`. */
export const formatTime = (seconds: number): string => `${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, '0')}`

/** How a speaker is doing. */
export interface Pace {
  /** Seconds behind the plan, negative ahead of it, 0 while the slide's own time runs. */
  behind: number
  words: string
}

/**
 * Compares the time that has passed with the planned times of the slides: on a slide one is on time from the planned end of
 * the one before until its own.
 *
 * @param times planned seconds of all slides; a slide without one takes none
 * @param no the slide that is shown, from 1
 * @param elapsed seconds since the talk began
 */
export function paceOf(times: readonly (number | undefined)[], no: number, elapsed: number): Pace {
  const begins = times.slice(0, no - 1).reduce<number>((sum, time) => sum + (time ?? 0), 0)
  const ends = begins + (times[no - 1] ?? 0)
  const behind = elapsed > ends ? elapsed - ends : Math.min(0, elapsed - begins)
  if (Math.abs(behind) < 1) return { behind: 0, words: 'on time' }
  return { behind, words: `${formatTime(Math.abs(behind))} ${behind > 0 ? 'behind' : 'ahead'}` }
}
