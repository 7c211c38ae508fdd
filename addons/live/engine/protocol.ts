import type { RuntimeAssets } from './assets'
import type { LaneName } from './lanes'
import type { Build } from './program'

/** Where a run's files are: absolute addresses. */
export interface Addresses {
  /** Pyodide's folder, with a slash at its end. */
  python: string
  /** The module's builds. */
  modules: Readonly<Record<Build, string>>
}

/** What the page asks of the worker. */
export type Command
  = | {
    type: 'start'
    assets: RuntimeAssets
    addresses: Addresses
  }
  | { type: 'run', laps: number }

/** What the worker measured. */
export interface Measurement {
  /** Version of the Python that ran. */
  python: string
  polygons: number
  points: number
  /** Over all answers; the same in every lane, or there would be no measurement. */
  digest: string
  /** For each lane the milliseconds of each run, in the order of the runs. */
  samples: Record<LaneName, number[]>
}

/** How far a run is. */
export interface Running {
  /** The lane whose turn it is, in which lap of how many. */
  lane: LaneName
  lap: number
  laps: number
  /** What has been measured so far, in ms. */
  samples: Partial<Record<LaneName, number[]>>
  /** About how long the slowest lane takes, in ms, by its warm-up: the end of the chart's scale. */
  longest: number
}

/** Why a run could not be: the page has a sentence for each. */
export type Failure
  = | 'no-webassembly'
    | 'policy'
    | 'download'
    | 'memory'
    | 'mismatch'
    | 'worker'
    | 'time-limit'
    | 'clock'
    | 'panic'
    | 'python'

/** What the worker says. */
export type Report
  = | { type: 'downloading', loaded: number, total: number }
    | { type: 'starting' }
    | { type: 'ready' }
    | { type: 'preparing' }
    | { type: 'running' } & Running
    | { type: 'measured', measurement: Measurement }
    | { type: 'failed', failure: Failure, detail: string }
