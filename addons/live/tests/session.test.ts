import type { State } from '../engine/state'
import type { Engine } from '../engine/session'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { LIMITS } from '../engine/state'
import { Session } from '../engine/session'

class FakeEngine implements Engine {
  runs = 0
  running = false
  warm = false

  run(): void {
    this.runs++
    this.running = true
  }

  stop(): void {
    this.running = false
  }

  close(): void {
    this.running = false
    this.warm = false
  }
}

/** A session whose engine comes, or fails to, when the test says so. */
function setUp() {
  const engines: FakeEngine[] = []
  const states: State[] = []
  const loads: { arrive: () => Promise<void>, fail: (why: string) => Promise<void> }[] = []
  const session = new Session({
    load: () => new Promise((resolve, reject) => {
      loads.push({
        async arrive() {
          const engine = new FakeEngine()
          engines.push(engine)
          resolve(engine)
          await vi.advanceTimersByTimeAsync(0)
        },
        async fail(why) {
          reject(new TypeError(why))
          await vi.advanceTimersByTimeAsync(0)
        },
      })
    }),
    onState: state => states.push(state),
  })
  return { session, engines, states, loads, phases: () => states.map(({ phase }) => phase) }
}

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

it('a run is under way from the press on, though the engine has still to come', async () => {
  const { session, engines, loads, phases } = setUp()
  session.run()
  expect(session.running).toBe(true)
  expect(phases()).toEqual(['loading'])
  await loads[0]?.arrive()
  expect(engines[0]?.runs).toBe(1)
  expect(session.running).toBe(true)
})

it('two presses while the engine comes are one engine and one run', async () => {
  const { session, engines, loads, phases } = setUp()
  session.run()
  session.run()
  expect(loads).toHaveLength(1)
  await loads[0]?.arrive()
  expect(engines.map(({ runs }) => runs)).toEqual([1])
  expect(phases()).toEqual(['loading'])
})

it.each(['stop', 'close'] as const)('%s while the engine comes: nothing is run when it is there', async (how) => {
  const { session, engines, loads, phases } = setUp()
  session.run()
  session[how]()
  expect(session.running).toBe(false)
  expect(phases()).toEqual(['loading', 'stopped'])
  await loads[0]?.arrive()
  await vi.advanceTimersByTimeAsync(2 * LIMITS.loading)
  expect(engines[0]?.runs).toBe(0)
  expect(phases()).toEqual(['loading', 'stopped'])
})

it('stopped and pressed again while the engine comes, it runs once', async () => {
  const { session, engines, loads } = setUp()
  session.run()
  session.stop()
  session.run()
  expect(loads).toHaveLength(1)
  await loads[0]?.arrive()
  expect(engines.map(({ runs }) => runs)).toEqual([1])
})

it('an engine that is there is not loaded again', async () => {
  const { session, engines, loads, phases } = setUp()
  session.run()
  await loads[0]?.arrive()
  session.stop()
  session.run()
  expect(loads).toHaveLength(1)
  expect(engines.map(({ runs }) => runs)).toEqual([2])
  expect(phases()).toEqual(['loading'])
})

it('an engine that does not come is told as a failed download, and asked for anew the next time', async () => {
  const { session, engines, states, loads } = setUp()
  session.run()
  await loads[0]?.fail('no such file')
  expect(states.at(-1)).toEqual({ phase: 'failed', failure: 'download', detail: 'no such file' })
  expect(session.running).toBe(false)
  session.run()
  await loads[1]?.arrive()
  expect(engines.map(({ runs }) => runs)).toEqual([1])
})

it('a failure after the run was stopped is nobody’s business', async () => {
  const { session, loads, phases } = setUp()
  session.run()
  session.stop()
  await loads[0]?.fail('no such file')
  expect(phases()).toEqual(['loading', 'stopped'])
})

it('an engine that never comes is not waited for without end', async () => {
  const { session, engines, states, loads } = setUp()
  session.run()
  await vi.advanceTimersByTimeAsync(LIMITS.loading)
  expect(states.at(-1)).toMatchObject({ phase: 'failed', failure: 'time-limit' })
  await loads[0]?.arrive()
  expect(engines[0]?.runs).toBe(0)
})

it('an engine in time has no limit left over', async () => {
  const { session, loads, phases } = setUp()
  session.run()
  await loads[0]?.arrive()
  await vi.advanceTimersByTimeAsync(2 * LIMITS.loading)
  expect(phases()).toEqual(['loading'])
})
