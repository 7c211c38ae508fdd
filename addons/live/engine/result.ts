import type { TimingStudy } from '../../../figures/types'
import type { LaneName } from './lanes'
import type { Measurement } from './protocol'
import { formatRatio, formatTime } from '../../../figures/format'
import { findRun, findStudy } from '../../../figures/lookup'
import { BASELINE, lanes } from './lanes'
import type { Lane } from './lanes'
import { median, spread, WIDE_SPREAD } from './statistics'

/** A finished run of the experiment, and where it was. */
export interface Result extends Measurement {
  /** Shape of this record: one of another version is not read. */
  version: 1
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

/** Where the project's own address is: what the chart's source links to. */
const HERE = { name: 'your browser', url: '#' }

type NamedLane = Lane & { name: LaneName }

const allLanes: readonly NamedLane[] = lanes
const charted = allLanes.filter(lane => lane.charted !== false)

/** The result as the talk's own chart draws it: medians as bars, runs as dots. */
export const toStudy = (result: Result): TimingStudy => studyOf(result, charted)

function studyOf(result: Result, shown: readonly NamedLane[]): TimingStudy {
  return {
    name: 'live',
    measured: work(result),
    unit: 'ms',
    digits: 2,
    timeFigures: 3,
    baseline: BASELINE,
    source: HERE,
    date: result.date.slice(0, 10),
    runs: shown.map(({ name, label, kind }) => ({ name, label, kind, value: median(result.samples[name]), samples: result.samples[name] })),
  }
}

const grouped = (count: number) => count.toLocaleString('en-GB')

/** What one time stands for: "680 points against 1,000 polygons, median of 9 runs". */
export function work({ points, polygons, samples }: Result): string {
  return `${grouped(points)} points against ${grouped(polygons)} polygons, median of ${samples[BASELINE].length} runs`
}

/** One lane beside the article's run that did the same. */
export interface ComparedLane {
  name: LaneName
  label: string
  /** What it does otherwise than the lane before it. */
  means: string
  time: string
  /** "6.2x faster" than plain Python, here. */
  here: string
  /** "12.5x faster" than its own baseline, in the article; none where the article has no such run. */
  article?: string
  /** "± 3 %": half the width of the middle half of the runs. */
  spread: string
  /** Whether it has a bar. */
  charted: boolean
}

/** A spread in words: half the runs lie within so much of the median. */
const plusMinus = (share: number) => `± ${Math.ceil(share * 50)} %`

export function compareLanes(result: Result): ComparedLane[] {
  const study = studyOf(result, allLanes)
  const article = findStudy('article')
  const baseline = findRun(study, BASELINE)
  return allLanes.map((lane) => {
    const run = findRun(study, lane.name)
    return {
      name: lane.name,
      label: lane.label,
      means: lane.means,
      time: formatTime(run, study),
      here: formatRatio(run, baseline, study),
      article: lane.article && formatRatio(findRun(article, lane.article), findRun(article, article.baseline), article),
      spread: plusMinus(spread(result.samples[lane.name])),
      charted: charted.includes(lane),
    }
  })
}

/** The lane on the chart whose runs lie furthest apart: how far, and whether that can't be passed over in silence. */
export function widest(result: Result): { label: string, spread: string, tooWide: boolean } {
  const { label, share } = charted
    .map(({ name, label }) => ({ label, share: spread(result.samples[name]) }))
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
  const rows = compareLanes(result).map(({ label, means, time, spread, here, article }) => [`**${label}**: ${means}`, time, spread, here, article ?? ''])
  const table = [['what ran', 'median', 'spread', 'here', 'in the article'], Array.from({ length: 5 }, () => '---'), ...rows]
  return [
    `${work(result)}; ${provenance(result).join(', ')}; Python ${result.python}; ${result.date.slice(0, 10)}`,
    '',
    ...table.map(cells => `| ${cells.join(' | ')} |`),
    '',
    `All lanes gave the same answers (${result.digest}). The article's baseline is Python with NumPy, this one plain Python.`,
    '',
  ].join('\n')
}

/** Whether this is a result of today's shape, with a positive time for every run of every lane. */
export function isResult(value: unknown): value is Result {
  const { version, samples, date, browser, cores, background, machine, python, digest, points, polygons } = (value ?? {}) as Partial<Result>
  return version === 1
    && [date, browser, python, digest].every(text => typeof text === 'string')
    && [points, polygons, cores].every(Number.isFinite)
    && typeof background === 'boolean'
    && (machine === undefined || typeof machine === 'string')
    && typeof samples === 'object' && samples !== null
    && lanes.every(({ name }) => Array.isArray(samples[name])
      && samples[name].length > 0
      && samples[name].every(ms => Number.isFinite(ms) && ms > 0))
}
