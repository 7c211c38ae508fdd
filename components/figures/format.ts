import type { TimingRun, TimingStudy } from '../timing/types'

const grouped = (value: number, digits: number) => value.toLocaleString('en-GB', { minimumFractionDigits: digits, maximumFractionDigits: digits })

/**
 * A run's time with its unit, in as many digits as the source prints: "293.41 ms", "> 60 s".
 * An open-ended run was stopped at a whole number, so it gets no digits that nobody measured.
 */
export function formatTime(run: Pick<TimingRun, 'value' | 'openEnded'>, study: Pick<TimingStudy, 'unit' | 'digits'>): string {
  return run.openEnded
    ? `> ${grouped(run.value, 0)} ${study.unit}`
    : `${grouped(run.value, study.digits)} ${study.unit}`
}

/** A ratio without its direction: one digit below 100, none from there on: "2.1x", "101x". */
export function formatFactor(factor: number): string {
  return `${grouped(factor, factor < 99.95 ? 1 : 0)}x`
}

/**
 * How a run compares with the baseline, in words: "2.1x slower", "101x faster", "baseline".
 * Computed from the times, never copied. An open-ended run can only be "more than" slower;
 * nothing can be said against an open-ended baseline, which is an error.
 *
 * @throws RangeError when the baseline is open-ended.
 */
export function formatRatio(run: TimingRun, baseline: TimingRun): string {
  if (run.name === baseline.name)
    return 'baseline'
  if (baseline.openEnded)
    throw new RangeError(`"${baseline.name}" was stopped, not measured: it cannot be a baseline`)
  if (run.value >= baseline.value)
    return `${run.openEnded ? 'over ' : ''}${formatFactor(run.value / baseline.value)} slower`
  return `${formatFactor(baseline.value / run.value)} faster`
}

/** "2023-03-28" as "28 March 2023"; a month or a year stays as exact as it is. Anything else is returned as given. */
export function formatDate(iso: string): string {
  const [year, month, day] = iso.split('-').map(Number)
  if (!year || !month)
    return iso
  return new Date(Date.UTC(year, month - 1, day ?? 1)).toLocaleDateString('en-GB', {
    timeZone: 'UTC',
    year: 'numeric',
    month: 'long',
    ...(day && { day: 'numeric' }),
  })
}
