import type { RuntimeAssets } from './assets'
import type { Addresses, Command, Failure, Measurement, Report } from './protocol'
import type { State } from './state'
import { isBusy, LIMITS } from './state'

/** Runs of every lane. */
export const LAPS = 9

/** The part of a Worker that is used. */
export interface WorkerLike {
  postMessage: (command: Command) => void
  terminate: () => void
  onmessage: ((event: MessageEvent<Report>) => void) | null
  onerror: ((event: ErrorEvent) => void) | null
}

export interface ExperimentOptions {
  /** Makes the worker. May throw: then the browser blocks workers. */
  makeWorker: () => WorkerLike
  assets: RuntimeAssets
  addresses: Addresses
  onState: (state: State) => void
  onMeasured: (measurement: Measurement) => void
  limits?: typeof LIMITS
}

/**
 * Drives the worker: one run at a time, Python kept warm between runs. `stop` and `close` end the worker, and with it
 * every download and all of Python's memory, at whatever point it is.
 */
export class Experiment {
  private worker: WorkerLike | undefined
  private watchdog: ReturnType<typeof setTimeout> | undefined
  private state: State = { phase: 'idle' }

  constructor(private readonly options: ExperimentOptions) {}

  get running(): boolean {
    return isBusy(this.state)
  }

  /** Python is there: the next run starts at once. */
  get warm(): boolean {
    return this.worker !== undefined && !isBusy(this.state)
  }

  /** Starts a run, unless one is under way. */
  run(): void {
    if (isBusy(this.state)) return
    const { assets, addresses } = this.options
    try {
      if (this.worker) {
        this.enter({ phase: 'preparing' })
        this.worker.postMessage({ type: 'run', laps: LAPS })
      } else {
        this.enter({ phase: 'loading' })
        this.worker = this.options.makeWorker()
        this.worker.onmessage = ({ data }) => this.hear(data)
        this.worker.onerror = ({ message }) => this.fail('worker', message ?? '')
        this.worker.postMessage({ type: 'start', assets, addresses })
      }
    } catch (error) {
      this.fail('worker', error instanceof Error ? error.message : String(error))
    }
  }

  /** Ends a run that is under way. */
  stop(): void {
    if (isBusy(this.state)) this.end({ phase: 'stopped' })
  }

  /** Ends everything and gives the memory back; a run that was under way counts as stopped. */
  close(): void {
    this.end(isBusy(this.state) ? { phase: 'stopped' } : this.state)
  }

  private hear(report: Report): void {
    switch (report.type) {
      case 'ready':
        this.enter({ phase: 'preparing' })
        this.worker?.postMessage({ type: 'run', laps: LAPS })
        break
      case 'measured':
        this.options.onMeasured(report.measurement)
        this.enter({ phase: 'done' })
        break
      case 'failed':
        this.fail(report.failure, report.detail)
        break
      default: {
        const { type: phase, ...rest } = report
        this.enter({ phase, ...rest } as State)
      }
    }
  }

  private fail(failure: Failure, detail: string): void {
    this.end({ phase: 'failed', failure, detail })
  }

  /** A worker that failed is not to be trusted with another run. */
  private end(state: State): void {
    if (this.worker) {
      this.worker.onmessage = null
      this.worker.onerror = null
      this.worker.terminate()
      this.worker = undefined
    }
    this.enter(state)
  }

  private enter(state: State): void {
    clearTimeout(this.watchdog)
    this.state = state
    const limit = (this.options.limits ?? LIMITS)[state.phase as keyof typeof LIMITS]
    if (limit) this.watchdog = setTimeout(() => this.fail('time-limit', `no news for ${limit / 1000} s`), limit)
    this.options.onState(state)
  }
}
