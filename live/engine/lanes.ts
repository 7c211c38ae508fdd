import type { RunKind } from '../../components/timing/types'

/** One way to do the work: see program/lanes.py, which knows it by the same name. */
export interface Lane {
  name: string
  label: string
  /** What it does otherwise than the lane before it, in a sentence for those who read. */
  means: string
  kind: RunKind
  /** The article's run that did the same, by its name in the talk's study `article`. */
  article?: string
}

/** The experiment's lanes, in the order of the talk; the first is what the others are compared with. */
export const lanes = [
  {
    name: 'python',
    label: 'Plain Python',
    means: 'the loop and the objects are Python’s, the distance is math.hypot',
    kind: 'python',
  },
  {
    name: 'naive-debug',
    label: 'Naive port, debug build',
    means: 'the loop is Rust’s, each object is asked for its center; compiled without optimisation',
    kind: 'slow',
    article: 'naive-debug',
  },
  {
    name: 'naive-release',
    label: 'Naive port, release build',
    means: 'the same lines, optimised',
    kind: 'rust',
    article: 'naive-release',
  },
  {
    name: 'class-release',
    label: 'Class in Rust',
    means: 'Rust owns the polygons, Python chooses by area; each test allocates a vector',
    kind: 'rust',
    article: 'class',
  },
  {
    name: 'lean-debug',
    label: 'No allocation, debug build',
    means: 'nothing is allocated but the answer; compiled without optimisation',
    kind: 'slow',
  },
  {
    name: 'lean-release',
    label: 'No allocation',
    means: 'the same lines, optimised',
    kind: 'rust',
    article: 'no-allocation',
  },
  {
    name: 'columns-release',
    label: 'All of it in Rust',
    means: 'one call for all points: the outer loop and the choice are Rust’s too',
    kind: 'rust',
  },
] as const satisfies readonly Lane[]

export type LaneName = typeof lanes[number]['name']

/** What every other lane is compared with. */
export const BASELINE = 'python' satisfies LaneName
