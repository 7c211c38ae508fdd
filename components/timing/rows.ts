import type { TimingRun, TimingStudy } from '../../figures/types'
import { formatRatio, formatTime } from '../../figures/format'
import { checkStudy, findRun, findStudy } from '../../figures/lookup'
import { AuthoringError } from '../../figures/problem'

/** One bar, ready to be drawn: everything is computed from the study. */
export interface TimingRow {
  run: TimingRun
  /** "293.41 ms" */
  time: string
  /** "2.1x slower" or, on the baseline itself, "baseline". */
  ratio: string
  /** Length of the bar from zero, as a share of the longest: 0 to 1. */
  share: number
  /** Dots of single measurements on the same scale. */
  samples: number[]
}

/** A part of the chart drawn again at its own, larger scale. */
export interface Lens {
  /** Index of its first and last row. */
  first: number
  last: number
  /** How many times larger than the chart: a whole number that fits it. */
  factor: number
}

export interface Comparison {
  study: TimingStudy
  baseline: TimingRun
  rows: TimingRow[]
  lens?: Lens
}

/** The lens covers this share of the chart's width, at its right end, where the small bars leave it empty. */
export const LENS_WIDTH = 0.78
/** How much of the lens its longest bar may take. */
const LENS_FILL = 0.95
/** Below this share of the longest bar a run is a hair that cannot be compared with its neighbour. */
const HAIR = 0.1

const words = (list: string) => list.split(/[\s,]+/).filter(Boolean)

/** What a slide asks for: a study by name or as it is, and which of its runs against which baseline. */
export interface ComparisonRequest {
  study: string | TimingStudy
  /** Names of runs, separated by spaces, in the order of the bars. All of them when left out. */
  runs?: string
  /** Name of the run that ratios are taken against. The study's own when left out. */
  baseline?: string
  /** Other labels for some runs, "name: label; name: label", where the study's own would give the answer away; notes go with them. */
  labels?: string
}

/**
 * The bars that a slide asks for: linear, from zero, the longest as long as the chart.
 * The baseline need not be among the bars.
 *
 * @throws AuthoringError for an unknown study or run, a time that is no time, a missing unit.
 */
export function compare(request: ComparisonRequest): Comparison {
  const study = typeof request.study === 'string' ? findStudy(request.study) : checkStudy(request.study)
  const baseline = findRun(study, request.baseline ?? study.baseline)
  const runs = request.runs ? words(request.runs).map(name => findRun(study, name)) : study.runs
  // a dot beyond the chart's end would be drawn where it isn't
  const longest = Math.max(...runs.flatMap(run => [run.value, ...run.samples ?? []]), Number.MIN_VALUE)
  const labels = parseLabels(study, request.labels)
  const rows = runs.map(run => ({
    run: labels.has(run.name) ? { ...run, label: labels.get(run.name) ?? '', note: undefined } : run,
    time: formatTime(run, study),
    ratio: formatRatio(run, baseline, study),
    share: run.value / longest,
    samples: (run.samples ?? []).map(sample => sample / longest),
  }))
  return { study, baseline, rows, lens: findLens(rows) }
}

function parseLabels(study: TimingStudy, labels = ''): Map<string, string> {
  return new Map(labels.split(';').filter(part => part.trim()).map((part) => {
    const [name = '', ...label] = part.split(':')
    if (!label.length)
      throw new AuthoringError(`the label "${part.trim()}" says no run; write "name: label"`)
    return [findRun(study, name.trim()).name, label.join(':').trim()]
  }))
}

/**
 * Names of the runs that wait for a click, checked against the runs on the slide.
 *
 * @throws AuthoringError when a name is not among them.
 */
export function revealOrder(comparison: Comparison, reveal = ''): string[] {
  const shown = { ...comparison.study, runs: comparison.rows.map(row => row.run) }
  return words(reveal).map(name => findRun(shown, name).name)
}

/** The lens over the last rows, if at least two of them are hairs: one alone has nothing to be compared with. */
export function findLens(rows: readonly Pick<TimingRow, 'share'>[]): Lens | undefined {
  const first = rows.findLastIndex(row => row.share >= HAIR) + 1
  const largest = Math.max(...rows.slice(first).map(row => row.share))
  if (first === 0 || rows.length - first < 2 || largest <= 0)
    return undefined
  return { first, last: rows.length - 1, factor: Math.floor(LENS_WIDTH * LENS_FILL / largest) }
}
