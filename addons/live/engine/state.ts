import type { Failure, Running } from './protocol'
import { isFailure } from './failure'

/** Where the experiment is. */
export type State
  = | { phase: 'idle' }
    | { phase: 'loading' }
    | { phase: 'downloading', loaded: number, total: number }
    | { phase: 'starting' }
    | { phase: 'preparing' }
    | { phase: 'running' } & Running
    | { phase: 'done' }
    | { phase: 'stopped' }
    | { phase: 'failed', failure: Failure, detail: string }

export type Phase = State['phase']

const busyPhases: readonly Phase[] = ['loading', 'downloading', 'starting', 'preparing', 'running']

const restPhases: readonly Phase[] = ['idle', 'done', 'stopped', 'failed']

export const isBusy = (state: State): boolean => busyPhases.includes(state.phase)

/** How long nothing may be heard, in ms, before a run is stopped. A download says something with every piece. */
export const LIMITS: Record<'loading' | 'downloading' | 'starting' | 'preparing' | 'running', number> = {
  loading: 30_000,
  downloading: 30_000,
  starting: 90_000,
  preparing: 90_000,
  running: 60_000,
}

const isCount = (value: unknown) => typeof value === 'number' && value >= 0

const isSamples = (value: unknown) => typeof value === 'object' && value !== null
  && Object.values(value).every(runs => Array.isArray(runs) && runs.every(ms => Number.isFinite(ms) && ms > 0))

/** Whether this is a state of today's shape: another window may show another version of the deck. */
export function isState(value: unknown): value is State {
  const state = (value ?? {}) as Record<string, unknown>
  switch (state.phase) {
    case 'downloading':
      return isCount(state.loaded) && isCount(state.total)
    case 'running':
      return typeof state.lane === 'string' && [state.lap, state.laps, state.longest].every(isCount) && isSamples(state.samples)
    case 'failed':
      return isFailure(state.failure) && typeof state.detail === 'string'
    default:
      return [...busyPhases, ...restPhases].includes(state.phase as Phase)
  }
}
