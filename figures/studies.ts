import type { TimingStudy } from './types'
import { measured } from './measured'

/**
 * The article's steps, named in words: the article and its README number them differently.
 * The machine is not stated; the baseline is a mean of 10 iterations of 100,000 distance tests.
 */
const article: TimingStudy = {
  name: 'article',
  measured: 'A round: 100 points, 1,000 polygons',
  unit: 'ms',
  digits: 2,
  ratioFigures: 3,
  baseline: 'python',
  source: { name: 'Ohad Ravid', url: 'https://ohadravid.github.io/posts/2023-03-rusty-python/' },
  date: '2023-03-28',
  runs: [
    { name: 'python', label: 'Python with NumPy', kind: 'python', value: 293.41 },
    { name: 'naive-debug', label: 'naive Rust, debug', kind: 'slow', value: 609.46, note: 'maturin develop' },
    { name: 'naive-release', label: 'naive Rust, release', kind: 'rust', value: 23.44, note: 'the same, with --release' },
    { name: 'class', label: 'Polygon in Rust', kind: 'rust', value: 6.29, note: 'Rust owns the data' },
    {
      name: 'vectorised',
      label: 'NumPy, vectorised',
      kind: 'numpy',
      value: 5.18,
      note: 'no Rust at all',
      published: { source: { name: 'poly-match', url: 'https://github.com/ohadravid/poly-match' }, date: '2023-06' },
    },
    { name: 'no-allocation', label: 'Rust, no allocation', kind: 'rust', value: 2.90, note: 'no temporary array' },
  ],
}

/** Linting CPython from scratch, means of 10 runs. */
const ruff: TimingStudy = {
  name: 'ruff',
  measured: 'Linting CPython, no cache; Pyflakes and Pycodestyle on one core',
  unit: 's',
  digits: 2,
  baseline: 'ruff',
  source: { name: 'Astral’s own benchmark', url: 'https://github.com/astral-sh/ruff' },
  date: '2023-01-16',
  runs: [
    { name: 'ruff', label: 'ruff', kind: 'rust', value: 0.2943 },
    { name: 'autoflake', label: 'Autoflake', kind: 'python', value: 6.175 },
    { name: 'flake8', label: 'Flake8', kind: 'python', value: 12.260 },
    { name: 'pyflakes', label: 'Pyflakes', kind: 'python', value: 15.786 },
    { name: 'pycodestyle', label: 'Pycodestyle', kind: 'python', value: 46.921 },
    { name: 'pylint', label: 'Pylint', kind: 'python', value: 60, openEnded: true },
  ],
}

/** Warm cache, macOS, Python 3.12.0. */
const uv: TimingStudy = {
  name: 'uv',
  measured: 'Installing Trio’s dependencies, warm cache',
  unit: 's',
  digits: 2,
  baseline: 'uv',
  source: { name: 'Astral’s own benchmark', url: 'https://github.com/astral-sh/uv' },
  date: '2024-02',
  runs: [
    { name: 'uv', label: 'uv', kind: 'rust', value: 0.0576 },
    { name: 'poetry', label: 'Poetry', kind: 'python', value: 0.9872 },
    { name: 'pdm', label: 'PDM', kind: 'python', value: 1.8970 },
    { name: 'pip-sync', label: 'pip-sync (pip-tools)', kind: 'python', value: 4.6313 },
  ],
}

/** Every timing in the talk, by name. Add one here and slides can ask for it. */
export const studies: readonly TimingStudy[] = [article, measured, ruff, uv]
