import type { RuntimeAssets } from '../engine/assets'
import type { WorkerLike } from '../engine/experiment'
import type { State } from '../engine/state'
import type { Command, Measurement, Report } from '../engine/protocol'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { Experiment, LAPS } from '../engine/experiment'
import { describeFailure, failureOf, LiveError } from '../engine/failure'
import { LIMITS } from '../engine/state'

class FakeWorker implements WorkerLike {
  commands: Command['type'][] = []
  ended = false
  onmessage: WorkerLike['onmessage'] = null
  onerror: WorkerLike['onerror'] = null

  postMessage(command: Command): void {
    this.commands.push(command.type)
  }

  terminate(): void {
    this.ended = true
  }

  say(report: Report): void {
    this.onmessage?.({ data: report } as MessageEvent<Report>)
  }
}

const measurement = { points: 1 } as Measurement

function setUp(makeWorker?: () => WorkerLike) {
  const workers: FakeWorker[] = []
  const states: State[] = []
  const measured: Measurement[] = []
  const experiment = new Experiment({
    assets: { sent: 1000 } as RuntimeAssets,
    addresses: { python: 'http://localhost/pyodide/', modules: { debug: '', release: '' } },
    makeWorker: makeWorker ?? (() => {
      const worker = new FakeWorker()
      workers.push(worker)
      return worker
    }),
    onState: state => states.push(state),
    onMeasured: result => measured.push(result),
  })
  const last = () => states.at(-1)
  const worker = () => workers.at(-1) as FakeWorker
  const finish = () => {
    worker().say({ type: 'ready' })
    worker().say({ type: 'measured', measurement })
  }
  return { experiment, workers, worker, states, last, measured, finish }
}

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

describe('a run', () => {
  it('goes from the download to the result', () => {
    const { experiment, worker, states, measured } = setUp()
    experiment.run()
    worker().say({ type: 'downloading', loaded: 500, total: 1000 })
    worker().say({ type: 'starting' })
    worker().say({ type: 'ready' })
    worker().say({ type: 'running', lane: 'python', lap: 1, laps: LAPS, samples: {}, longest: 300 })
    worker().say({ type: 'measured', measurement })
    expect(states.map(state => state.phase)).toEqual(['loading', 'downloading', 'starting', 'preparing', 'running', 'done'])
    expect(worker().commands).toEqual(['start', 'run'])
    expect(measured).toEqual([measurement])
  })

  it('is not started twice', () => {
    const { experiment, workers } = setUp()
    experiment.run()
    experiment.run()
    expect(workers).toHaveLength(1)
    expect(workers[0]?.commands).toEqual(['start'])
  })

  it('finds Python warm the second time', () => {
    const { experiment, workers, worker, states, finish } = setUp()
    experiment.run()
    expect(experiment.warm).toBe(false)
    finish()
    expect(experiment.warm).toBe(true)
    states.length = 0
    experiment.run()
    expect(workers).toHaveLength(1)
    expect(worker().commands).toEqual(['start', 'run', 'run'])
    expect(states.map(state => state.phase)).toEqual(['preparing'])
  })
})

describe('stopping', () => {
  const points: [string, Report[]][] = [
    ['in the download', []],
    ['while Python starts', [{ type: 'starting' }]],
    ['while the work is made', [{ type: 'ready' }]],
    ['in a lane', [{ type: 'ready' }, { type: 'running', lane: 'python', lap: 1, laps: 9, samples: {}, longest: 300 }]],
  ]

  it.each(points)('%s ends the worker', (_, reports) => {
    const { experiment, worker, last } = setUp()
    experiment.run()
    reports.forEach(report => worker().say(report))
    experiment.stop()
    expect(worker().ended).toBe(true)
    expect(last()).toEqual({ phase: 'stopped' })
  })

  it('makes the worker’s last words go unheard', () => {
    const { experiment, worker, last, measured } = setUp()
    experiment.run()
    const stopped = worker()
    experiment.stop()
    stopped.say({ type: 'measured', measurement })
    expect(last()).toEqual({ phase: 'stopped' })
    expect(measured).toEqual([])
  })

  it('lets the next run start afresh', () => {
    const { experiment, workers, last } = setUp()
    experiment.run()
    experiment.stop()
    experiment.run()
    expect(workers).toHaveLength(2)
    expect(last()?.phase).toBe('loading')
  })

  it('does nothing when nothing runs', () => {
    const { experiment, states, worker, finish } = setUp()
    experiment.stop()
    expect(states).toEqual([])
    experiment.run()
    finish()
    experiment.stop()
    expect(worker().ended).toBe(false)
  })
})

describe('closing', () => {
  it('gives the memory back and leaves a result as it is', () => {
    const { experiment, worker, last, finish } = setUp()
    experiment.run()
    finish()
    experiment.close()
    expect(worker().ended).toBe(true)
    expect(last()).toEqual({ phase: 'done' })
    expect(experiment.warm).toBe(false)
  })
})

describe('failing', () => {
  it('is said, and ends the worker', () => {
    const { experiment, worker, last } = setUp()
    experiment.run()
    worker().say({ type: 'failed', failure: 'download', detail: 'x: HTTP 404' })
    expect(last()).toEqual({ phase: 'failed', failure: 'download', detail: 'x: HTTP 404' })
    expect(worker().ended).toBe(true)
  })

  it('is what a browser that blocks workers comes to', () => {
    const { experiment, last } = setUp(() => {
      throw new DOMException('blocked', 'SecurityError')
    })
    experiment.run()
    expect(last()).toEqual({ phase: 'failed', failure: 'worker', detail: 'blocked' })
  })

  it('is what a worker that can’t be loaded comes to', () => {
    const { experiment, worker, last } = setUp()
    experiment.run()
    worker().onerror?.(new ErrorEvent('error', { message: '' }))
    expect(last()).toEqual({ phase: 'failed', failure: 'worker', detail: '' })
  })

  it('is what silence comes to, and a piece of the download breaks it', () => {
    const { experiment, worker, last } = setUp()
    experiment.run()
    vi.advanceTimersByTime(LIMITS.loading - 1)
    worker().say({ type: 'downloading', loaded: 1, total: 1000 })
    vi.advanceTimersByTime(LIMITS.downloading - 1)
    expect(last()?.phase).toBe('downloading')
    vi.advanceTimersByTime(1)
    expect(last()).toMatchObject({ phase: 'failed', failure: 'time-limit' })
    expect(worker().ended).toBe(true)
  })

  it('has no time limit once all is done', () => {
    const { experiment, last, finish } = setUp()
    experiment.run()
    finish()
    vi.advanceTimersByTime(10 * 60_000)
    expect(last()).toEqual({ phase: 'done' })
  })
})

describe('the line about a failure', () => {
  it('says what happened and what the machine said', () => {
    expect(describeFailure('download', 'pyodide.asm.wasm: HTTP 404')).toBe('A file could not be downloaded. (pyodide.asm.wasm: HTTP 404)')
    expect(describeFailure('python', 'x'.repeat(300))).toBe(`Python stopped with an error. (${'x'.repeat(80)}…)`)
    expect(describeFailure('no-webassembly')).toBe('This browser has no WebAssembly, which Python needs here.')
  })

  it('has the last line of Python’s report, and knows what memory errors look like', () => {
    expect(failureOf(new Error('Traceback (most recent call last):\n  File "x"\nValueError: no\n'))).toEqual({ failure: 'python', detail: 'ValueError: no' })
    expect(failureOf(new Error('Traceback\nMemoryError')).failure).toBe('memory')
    expect(failureOf(new RangeError('WebAssembly.Memory(): could not allocate memory')).failure).toBe('memory')
    expect(failureOf(new LiveError('policy', 'x'))).toEqual({ failure: 'policy', detail: 'x' })
    expect(failureOf(Object.assign(new Error('unreachable'), { pyodide_fatal_error: true }))).toEqual({ failure: 'panic', detail: 'unreachable' })
    expect(failureOf('odd')).toEqual({ failure: 'python', detail: 'odd' })
  })
})
