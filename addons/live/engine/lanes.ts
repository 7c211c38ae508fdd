/** What a bar's colour and pattern say; the label says it in words too. */
export type LaneKind = 'python' | 'rust' | 'slow'

/** One way to do the work: see program/lanes.py, which knows it by the same name. */
export interface Lane {
  name: string
  /** What the audience reads beside its bar. */
  label: string
  /** What it does otherwise than the lane before it, in a sentence for those who read. */
  means: string
  kind: LaneKind
}

/** The experiment's lanes, each with more of it in Rust; the first is what the others are compared with. */
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
  },
  {
    name: 'naive-release',
    label: 'naive Rust, release',
    means: 'the same lines, optimised',
    kind: 'rust',
  },
  {
    name: 'class-release',
    label: 'Rust, no allocation',
    means: 'Rust owns the polygons and allocates nothing but the answer; Python chooses by area',
    kind: 'rust',
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
