/** What a bar's colour and pattern say; the label always says it in words too. `numpy` is Python of another kind: one call for all the work. */
export type RunKind = 'python' | 'numpy' | 'rust' | 'slow' | 'other'

/** Where a figure is from. */
export interface Source {
  name: string
  url: string
}

/** One bar: a run of the same work by one program. */
export interface TimingRun {
  /** Key inside the study: what a slide writes to ask for this run. */
  name: string
  /** What the audience reads beside the bar. */
  label: string
  kind: RunKind
  /** Time of one iteration, in the study's unit. */
  value: number
  /** The run was stopped at `value`: the true time is greater and unknown. Drawn open-ended, printed as "> 60 s". */
  openEnded?: true
  /** What this run changed, in a few words. */
  note?: string
  /** Where and when it was published, if not with the study. */
  published?: { source: Source, date: string }
}

/** Runs of the same work that may be compared with each other. */
export interface TimingStudy {
  /** Key: what a slide writes to ask for this study. */
  name: string
  /** What was timed, as a noun phrase: the chart's caption. */
  measured: string
  unit: 'ms' | 's'
  /** Digits after the point that the source prints. */
  digits: number
  /** Significant figures that a ratio of these times bears; two when left out. */
  ratioFigures?: number
  /** Name of the run that ratios are taken against, unless a slide says otherwise. */
  baseline: string
  source: Source
  /** Day of the measurement or of its publication, ISO: 2023-03-28, or 2024-02 where only the month is known. */
  date: string
  runs: readonly TimingRun[]
}
