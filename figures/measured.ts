import type { TimingStudy } from './types'
import record from './measured.json'

/** The middle value, or the mean of the middle two. */
export const median = (values: readonly number[]): number => {
  const sorted = [...values].sort((a, b) => a - b)
  const at = (sorted.length - 1) / 2
  return ((sorted[Math.floor(at)] ?? Number.NaN) + (sorted[Math.ceil(at)] ?? Number.NaN)) / 2
}

const value = (lane: keyof typeof record.lanes) => median(record.lanes[lane].flat())

/**
 * The article's steps, measured again by `npm run measure` on a machine that is named: the medians of its record.
 * Its runs have the article's names where they are the article's steps.
 */
export const measured: TimingStudy = {
  name: 'measured',
  measured: `A round: ${record.points} points, ${record.polygons.toLocaleString('en-GB')} polygons`,
  unit: 'ms',
  digits: 1,
  ratioFigures: 3,
  baseline: 'python',
  source: { name: `measured again with PyO3 ${record.versions.pyo3} on an ${record.processor}`, url: 'https://ohadravid.github.io/posts/2023-03-rusty-python/' },
  date: record.date,
  runs: [
    { name: 'python', label: 'Python with NumPy', kind: 'python', value: value('python') },
    { name: 'naive-debug', label: 'naive Rust, debug', kind: 'slow', value: value('naive-debug') },
    { name: 'naive-release', label: 'naive Rust, release', kind: 'rust', value: value('naive-release') },
    { name: 'plain-python', label: 'plain Python', kind: 'python', value: value('plain-python') },
    { name: 'class', label: 'Polygon in Rust', kind: 'rust', value: value('class') },
    { name: 'vectorised', label: 'NumPy, vectorised', kind: 'numpy', value: value('vectorised') },
    { name: 'no-allocation', label: 'no allocation', kind: 'rust', value: value('no-allocation') },
    { name: 'all-in-rust', label: 'all in Rust', kind: 'rust', value: value('all-in-rust') },
  ],
}
