import type { TimingRun, TimingStudy } from './types'

const grouped = (value: number, digits: number) => value.toLocaleString('en-GB', { minimumFractionDigits: digits, maximumFractionDigits: digits })

/**
 * A run's time with its unit, in as many digits as the source prints: "293.41 ms", "> 60 s".
 * An open-ended run was stopped at a whole number, so it gets no digits that nobody measured.
 */
export function formatTime(run: Pick<TimingRun, 'value' | 'openEnded'>, { unit, digits }: Pick<TimingStudy, 'unit' | 'digits'>): string {
  return run.openEnded ? `> ${grouped(run.value, 0)} ${unit}` : `${grouped(run.value, digits)} ${unit}`
}

/**
 * A ratio without its direction: "2.1×", "12.5×", "101×". Below ten two significant figures say enough.
 *
 * @param factor greater than zero
 * @param figures significant figures that its times bear
 * @param round `Math.floor` for a ratio that is only known to be more than this: a bound must not be rounded up
 */
export function formatFactor(factor: number, figures = 2, round = Math.round): string {
  const used = factor < 9.95 ? 2 : figures
  const step = 10 ** (Math.floor(Math.log10(factor)) + 1 - used)
  const value = round(factor / step) * step
  return `${value.toLocaleString('en-GB', { maximumFractionDigits: Math.max(0, used - 1 - Math.floor(Math.log10(value))) })}×`
}

/**
 * How a run compares with the baseline, in words: "2.1× slower", "101× faster", "baseline".
 * Computed from the times, never copied. An open-ended run can only be "over" so many times slower;
 * nothing can be said against an open-ended baseline, which is an error.
 *
 * @throws Error when the baseline is open-ended.
 */
export function formatRatio(run: TimingRun, baseline: TimingRun, { ratioFigures }: Pick<TimingStudy, 'ratioFigures'> = {}): string {
  if (run.name === baseline.name) return 'baseline'
  if (baseline.openEnded) throw new Error(`the run "${baseline.name}" was stopped, not measured: it cannot be a baseline`)
  if (run.openEnded) return `over ${formatFactor(run.value / baseline.value, ratioFigures, Math.floor)} slower`
  if (run.value >= baseline.value) return `${formatFactor(run.value / baseline.value, ratioFigures)} slower`
  return `${formatFactor(baseline.value / run.value, ratioFigures)} faster`
}

const MONTH: Intl.DateTimeFormatOptions = { timeZone: 'UTC', year: 'numeric', month: 'long' }
// made once: it takes longer than all the rest of a chart's caption, and a key waits for that
const MONTHS = new Intl.DateTimeFormat('en-GB', MONTH)
const DAYS = new Intl.DateTimeFormat('en-GB', { ...MONTH, day: 'numeric' })

/** "2023-03-28" as "28 March 2023"; a month or a year stays as exact as it is. Anything else is returned as given. */
export function formatDate(iso: string): string {
  const [year, month, day] = iso.split('-').map(Number)
  if (!year || !month) return iso
  return (day ? DAYS : MONTHS).format(Date.UTC(year, month - 1, day ?? 1))
}
