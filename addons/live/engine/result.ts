import type { LaneKind, LaneName } from './lanes'
import type { Measurement, Running } from './protocol'
import { BASELINE, lanes } from './lanes'
import { median, spread, WIDE_SPREAD } from './statistics'

/** A finished run of the experiment, and where it was. */
export interface Result extends Measurement {
  /** Shape of this record: one of another version is not read. */
  version: 2
  /** ISO day and time, UTC. */
  date: string
  browser: string
  /** Logical processors; 0 where the browser doesn't say. */
  cores: number
  /** The page was in the background for a while: browsers slow such a page down. */
  background: boolean
  /** Name of the machine, when somebody wrote it down: a recorded result has one. */
  machine?: string
}

/** One lane with its figures, ready to be drawn or written. */
export interface Row {
  name: LaneName
  label: string
  /** What it does otherwise than the lane before it. */
  means: string
  kind: LaneKind
  /** Median of the runs with its unit, in three figures: "140 ms"; nothing before there is one. */
  time: string
  /** Against the baseline: "6.2× faster"; "baseline" for itself. */
  ratio: string
  /** Length of the bar from zero, as a share of the longest: 0 to 1. */
  share: number
  /** Each run on the same scale. */
  dots: number[]
  /** "±3%": half of the runs lie within so much of the median. */
  spread: string
}

const plusMinus = (share: number) => `±${Math.ceil(share * 50)}%`

/** Three significant figures, "140 ms": more than that a measurement of one's own does not bear. */
const formatTime = (ms: number) => `${ms.toLocaleString('en-GB', { minimumSignificantDigits: 3, maximumSignificantDigits: 3 })} ms`

/** "2.1× slower", "350× faster": two significant figures. */
export function formatRatio(ms: number, baseline: number): string {
  const factor = Math.max(ms, baseline) / Math.min(ms, baseline)
  const text = factor.toLocaleString('en-GB', factor < 9.95 ? { minimumFractionDigits: 1, maximumFractionDigits: 1 } : { maximumSignificantDigits: 2 })
  return `${text}× ${ms < baseline ? 'faster' : 'slower'}`
}

const NONE: readonly number[] = []

/**
 * All lanes with their figures, in the order of the lanes; a lane that has not run yet has no figures.
 *
 * @param samples milliseconds of each run
 * @param longest the scale goes at least so far, in ms
 */
export function rowsOf({ samples, longest = 0 }: Partial<Pick<Running, 'samples' | 'longest'>> = {}): Row[] {
  const runsOf = (name: LaneName) => samples?.[name] ?? NONE
  // a dot beyond the chart's end would be drawn where it isn't
  const end = Math.max(longest, ...lanes.flatMap(({ name }) => runsOf(name)))
  const baseline = median(runsOf(BASELINE))
  return lanes.map(({ name, label, means, kind }) => {
    const runs = runsOf(name)
    const has = runs.length > 0
    const middle = median(runs)
    return {
      name,
      label,
      means,
      kind,
      time: has ? formatTime(middle) : '',
      ratio: has ? name === BASELINE ? 'baseline' : formatRatio(middle, baseline) : '',
      share: has ? middle / end : 0,
      dots: runs.map(ms => ms / end),
      spread: has ? plusMinus(spread(runs)) : '',
    }
  })
}

/** What the experiment comes to, without its direction: "23×", Python against the class that Rust owns. */
export function headline({ samples }: Pick<Result, 'samples'>): string {
  return formatRatio(median(samples['class-release']), median(samples[BASELINE])).split(' ')[0] ?? ''
}

const grouped = (count: number) => count.toLocaleString('en-GB')

/** What was timed: "680 points against 1,000 polygons, without NumPy; median of 9 runs". */
export function work({ points, polygons, samples }: Result): string {
  return `${grouped(points)} points against ${grouped(polygons)} polygons, without NumPy; median of ${samples[BASELINE].length} runs`
}

/** The lane on the chart whose runs lie furthest apart: how far, and whether that can't be passed over in silence. */
export function widest({ samples }: Pick<Result, 'samples'>): { label: string, spread: string, tooWide: boolean } {
  const { label, share } = lanes
    .map(({ name, label }) => ({ label, share: spread(samples[name]) }))
    .reduce((widest, lane) => lane.share > widest.share ? lane : widest)
  return { label, spread: plusMinus(share), tooWide: share > WIDE_SPREAD }
}

/** Where it was measured, in parts: the machine if somebody named it, its cores, the browser. */
export function provenance(result: Result): string[] {
  return [
    ...(result.machine ? [result.machine] : []),
    ...(result.cores ? [`${result.cores} cores`] : []),
    result.browser,
  ]
}

/** The result as a Markdown table, to be pasted somewhere. */
export function toMarkdown(result: Result): string {
  const rows = rowsOf(result).map(({ label, means, time, spread, ratio }) => [`**${label}**: ${means}`, time, spread, ratio])
  const table = [['what ran', 'median', 'spread', 'against Python'], Array.from({ length: 4 }, () => '---'), ...rows]
  return [
    `${work(result)}; ${provenance(result).join(', ')}; Python ${result.python}; ${result.date.slice(0, 10)}`,
    '',
    ...table.map(cells => `| ${cells.join(' | ')} |`),
    '',
    `All lanes gave the same answers (${result.digest}).`,
    '',
  ].join('\n')
}

/** Whether this is a result of today's shape, with a positive time for every run of every lane. */
export function isResult(value: unknown): value is Result {
  const { version, samples, date, browser, cores, background, machine, python, digest, points, polygons } = (value ?? {}) as Partial<Result>
  return version === 2
    && [date, browser, python, digest].every(text => typeof text === 'string')
    && [points, polygons, cores].every(Number.isFinite)
    && typeof background === 'boolean'
    && (machine === undefined || typeof machine === 'string')
    && typeof samples === 'object' && samples !== null
    && lanes.every(({ name }) => Array.isArray(samples[name])
      && samples[name].length > 0
      && samples[name].every(ms => Number.isFinite(ms) && ms > 0))
}
