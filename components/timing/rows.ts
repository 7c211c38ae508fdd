import type { TimingRun, TimingStudy } from '../../figures/types'
import { formatRatio, formatTime } from '../../figures/format'
import { findRun, findStudy } from '../../figures/lookup'

/** One bar, ready to be drawn: everything is computed from the study. */
export interface TimingRow {
  run: TimingRun
  /** "293.41 ms" */
  time: string
  /** "2.1× slower" or, on the baseline itself, "baseline". */
  ratio: string
  /** Length of the bar from zero, as a share of the longest: 0 to 1. */
  share: number
  /** The same run in the other study: the year and its ratio, "2026: 7× faster", or the baseline's time. */
  again?: string
  /** The bar that this one has replaced. */
  was?: Pick<TimingRow, 'share' | 'time'>
}

/** A row as it is after some clicks: another run may have its place, the name stays. */
export interface ShownRow extends TimingRow {
  name: string
  /** The answer waits for a click: a question is in its place. */
  waiting: boolean
}

/** What a click does to the chart: a row's answer appears, or the row becomes another run's. */
export interface Reveal {
  /** Name of the run whose row changes. */
  name: string
  becomes?: TimingRow
}

export interface Comparison {
  study: TimingStudy
  /** The study that measured the same again. */
  other?: TimingStudy
  baseline: TimingRun
  rows: TimingRow[]
  reveals: Reveal[]
}

/** What a slide asks for, by name. */
export interface ComparisonRequest {
  study: string
  /** Names of runs, separated by spaces, in the order of the bars. All of them when left out. */
  runs?: string
  /** Name of the run that ratios are taken against. The study's own when left out. */
  baseline?: string
  /** Other labels for some runs, "name: label; name: label", where the study's own would give the answer away; notes go with them. */
  labels?: string
  /** Names of runs that wait for a click each, in the order of the clicks; "a>b" turns the row of a into b. */
  reveal?: string
  /** Name of another study of the same runs, whose ratios are shown below this one's. */
  again?: string
}

const words = (list = '') => list.split(/\s+/).filter(Boolean)

/**
 * The bars that a slide asks for: linear, from zero, the longest as long as the chart.
 * The baseline need not be among the bars.
 *
 * @throws Error for an unknown study or run, a time that is no time, a missing unit.
 */
export function compare(request: ComparisonRequest): Comparison {
  const study = findStudy(request.study)
  const baseline = findRun(study, request.baseline ?? study.baseline)
  const other = request.again ? findStudy(request.again) : undefined
  const again = (name: string, other: TimingStudy) => {
    const run = findRun(other, name)
    return `${other.date.slice(0, 4)}: ${name === baseline.name ? formatTime(run, other) : formatRatio(run, findRun(other, baseline.name), other)}`
  }
  const runs = request.runs ? words(request.runs).map(name => findRun(study, name)) : study.runs
  const longest = Math.max(...runs.map(run => run.value))
  const labels = parseLabels(study, request.labels)
  const toRow = (run: TimingRun): TimingRow => ({
    run: labels.has(run.name) ? { ...run, label: labels.get(run.name) ?? '', note: undefined } : run,
    time: formatTime(run, study),
    ratio: formatRatio(run, baseline, study),
    share: run.value / longest,
    again: other && again(run.name, other),
  })
  const reveals = words(request.reveal).map((step) => {
    const [name = '', next] = step.split('>')
    return { name: findRun({ ...study, runs }, name).name, becomes: next === undefined ? undefined : toRow(findRun(study, next)) }
  })
  return { study, other, baseline, rows: runs.map(toRow), reveals }
}

/** The rows after so many reveals, and which of them still wait; what another study found comes after the last. */
export function rowsAfter({ rows, reveals }: Pick<Comparison, 'rows' | 'reveals'>, done: number): ShownRow[] {
  const waiting = new Set(reveals.slice(done).filter(({ becomes }) => !becomes).map(({ name }) => name))
  return rows.map((row) => {
    const becomes = reveals.slice(0, done).findLast(({ name, becomes }) => becomes && name === row.run.name)?.becomes
    return {
      ...becomes ?? row,
      was: becomes && row,
      name: row.run.name,
      waiting: waiting.has(row.run.name),
      again: done > reveals.length ? row.again : undefined,
    }
  })
}

function parseLabels(study: TimingStudy, labels = ''): Map<string, string> {
  return new Map(labels.split(';').filter(part => part.trim()).map((part) => {
    const [name = '', ...label] = part.split(':')
    if (!label.length) throw new Error(`the label "${part.trim()}" says no run; write "name: label"`)
    return [findRun(study, name.trim()).name, label.join(':').trim()]
  }))
}
