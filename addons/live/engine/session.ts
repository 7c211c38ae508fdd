import type { Experiment } from './experiment'
import type { State } from './state'
import { LIMITS } from './state'

/** The part of an Experiment that is used. */
export type Engine = Pick<Experiment, 'run' | 'stop' | 'close' | 'running' | 'warm'>

export interface SessionOptions {
  /** Brings the engine, which tells its own states. Asked when a run is wanted for the first time, and again if it failed. */
  load: () => Promise<Engine>
  onState: (state: State) => void
}

/**
 * One experiment of a window, from the press on: the engine is a chunk of its own, and while that is on its way the run
 * is already one that is under way, can be stopped, and is started once.
 */
export class Session {
  private engine: Engine | undefined
  private loading: Promise<Engine> | undefined
  /** The run that waits for the engine; another one once that was stopped and asked for anew. */
  private waiting: symbol | undefined
  private watchdog: ReturnType<typeof setTimeout> | undefined

  constructor(private readonly options: SessionOptions) {}

  get running(): boolean {
    return this.waiting !== undefined || (this.engine?.running ?? false)
  }

  /** Python is there: the next run starts at once. */
  get warm(): boolean {
    return this.engine?.warm ?? false
  }

  /** Starts a run, unless one is under way. */
  run(): void {
    if (this.running)
      return
    if (this.engine)
      this.engine.run()
    else
      void this.loadAndRun()
  }

  /** Ends a run that is under way. */
  stop(): void {
    if (this.waiting)
      this.endWaiting({ phase: 'stopped' })
    else
      this.engine?.stop()
  }

  /** Ends everything and gives the memory back; a run that was under way counts as stopped. */
  close(): void {
    if (this.waiting)
      this.stop()
    else
      this.engine?.close()
  }

  private async loadAndRun(): Promise<void> {
    const run = this.waiting = Symbol('run')
    this.watchdog = setTimeout(() => this.endWaiting({ phase: 'failed', failure: 'time-limit', detail: `nothing came for ${LIMITS.loading / 1000} s` }), LIMITS.loading)
    this.options.onState({ phase: 'loading' })
    try {
      this.engine = await (this.loading ??= this.options.load())
    } catch (error) {
      this.loading = undefined
      if (this.waiting === run)
        this.endWaiting({ phase: 'failed', failure: 'download', detail: error instanceof Error ? error.message : String(error) })
      return
    }
    // stopped meanwhile, or the slide was left: nobody wants it any more
    if (this.waiting !== run)
      return
    this.endWaiting()
    this.engine.run()
  }

  private endWaiting(state?: State): void {
    clearTimeout(this.watchdog)
    this.waiting = undefined
    if (state)
      this.options.onState(state)
  }
}
