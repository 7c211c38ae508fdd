import type { LaneName } from './lanes'
import type { Failure } from './protocol'

/** Where the experiment is. */
export type State
  = | { phase: 'idle' }
    | { phase: 'downloading', loaded: number, total: number }
    | { phase: 'starting' }
    | { phase: 'preparing' }
    | { phase: 'running', lane: LaneName, lap: number, laps: number, done: number, steps: number }
    | { phase: 'done' }
    | { phase: 'stopped' }
    | { phase: 'failed', failure: Failure, detail: string }

export type Phase = State['phase']

const busyPhases: readonly Phase[] = ['downloading', 'starting', 'preparing', 'running']

export const isBusy = (state: State): boolean => busyPhases.includes(state.phase)

/** How long the worker may say nothing, in ms, before it is ended. A download says something with every piece. */
export const LIMITS: Record<'downloading' | 'starting' | 'preparing' | 'running', number> = {
  downloading: 30_000,
  starting: 90_000,
  preparing: 90_000,
  running: 60_000,
}
