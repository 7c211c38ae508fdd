import type { RunKind } from '../../../figures/types'

/** One way to do the work: see program/lanes.py, which knows it by the same name. */
export interface Lane {
  name: string
  /** In the words of the talk's study `article`, where that did the same. */
  label: string
  /** What it does otherwise than the lane before it, in a sentence for those who read. */
  means: string
  kind: RunKind
  /** The article's run that did the same, by its name in the talk's study `article`. */
  article?: string
  /** No bar of its own, for the sake of the room's last row: it is in the table to take home. */
  charted?: false
}

/** The experiment's lanes, in the order of the talk; the first is what the others are compared with. */
export const lanes = [
  {
    name: 'python',
    label: 'plain Python',
    means: 'the loop and the objects are Python’s, the distance is math.hypot',
    kind: 'python',
  },
  {
    name: 'naive-debug',
    label: 'naive Rust, debug',
    means: 'the loop is Rust’s, each object is asked for its center; compiled without optimisation',
    kind: 'slow',
    article: 'naive-debug',
  },
  {
    name: 'naive-release',
    label: 'naive Rust, release',
    means: 'the same lines, optimised',
    kind: 'rust',
    article: 'naive-release',
  },
  {
    name: 'class-release',
    label: 'Polygon in Rust',
    means: 'Rust owns the polygons, Python chooses by area; each test allocates a vector',
    kind: 'rust',
    article: 'class',
  },
  {
    name: 'lean-debug',
    label: 'no allocation, debug',
    means: 'nothing is allocated but the answer; compiled without optimisation',
    kind: 'slow',
    charted: false,
  },
  {
    name: 'lean-release',
    label: 'no allocation',
    means: 'nothing is allocated but the answer; optimised',
    kind: 'rust',
    article: 'no-allocation',
  },
  {
    name: 'columns-release',
    label: 'all of it in Rust',
    means: 'one call for all points: the outer loop and the choice are Rust’s too',
    kind: 'rust',
  },
] as const satisfies readonly Lane[]

export type LaneName = typeof lanes[number]['name']

/** What every other lane is compared with. */
export const BASELINE = 'python' satisfies LaneName
