import type { State } from '../engine/state'
import type { Result } from '../engine/result'
import type { ChannelLike } from '../engine/windows'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import recorded from '../recorded.json'
import { openChannel, Windows } from '../engine/windows'

/** Windows of one browser: what one says, the others hear. */
function browser() {
  const channels = new Set<ChannelLike>()
  return (offers: boolean) => {
    const channel: ChannelLike = {
      onmessage: null,
      close: () => void channels.delete(channel),
      postMessage(message) {
        const data: unknown = structuredClone(message)
        for (const other of channels) {
          if (other !== channel) other.onmessage?.({ data } as MessageEvent)
        }
      },
    }
    channels.add(channel)
    const heard: { orders: string[], states: State[], results: Result[] } = { orders: [], states: [], results: [] }
    const windows = new Windows({
      channel,
      offers: () => offers,
      onRun: () => heard.orders.push('run'),
      onStop: () => heard.orders.push('stop'),
      onState: state => heard.states.push(state),
      onResult: result => heard.results.push(result),
    })
    return { windows, channel, ...heard }
  }
}

beforeEach(() => void vi.useFakeTimers())
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

const result = recorded as Result

it('an order goes to one window of the audience, and to one alone', async () => {
  const open = browser()
  const [presenter, preview, first, second] = [open(false), open(false), open(true), open(true)]
  expect(await presenter.windows.delegate()).toBe(true)
  expect([...first.orders, ...second.orders]).toEqual(['run'])
  expect(preview.orders).toEqual([])
})

it('without an audience’s window the order comes back', async () => {
  const open = browser()
  const [presenter, other] = [open(false), open(false)]
  const delegated = presenter.windows.delegate()
  await vi.runAllTimersAsync()
  expect(await delegated).toBe(false)
  expect(other.orders).toEqual([])
})

it('without a channel it comes back at once', async () => {
  const windows = new Windows({ offers: () => true, onRun() {}, onStop() {}, onState() {}, onResult() {} })
  expect(await windows.delegate()).toBe(false)
  expect(() => windows.tellState({ phase: 'done' })).not.toThrow()
})

it('an order to stop reaches whichever window runs', () => {
  const open = browser()
  const [presenter, first, second] = [open(false), open(true), open(true)]
  second.windows.stopOthers()
  expect([presenter.orders, first.orders, second.orders]).toEqual([['stop'], ['stop'], []])
})

it('all others hear how it is going and what came of it', () => {
  const open = browser()
  const [audience, presenter, second] = [open(true), open(false), open(true)]
  audience.windows.tellState({ phase: 'starting' })
  audience.windows.tellResult(result)
  for (const { states, results } of [presenter, second]) {
    expect(states).toEqual([{ phase: 'starting' }])
    expect(results).toEqual([result])
  }
  expect(audience.states).toEqual([])
})

it('a window that is closed hears no more', () => {
  const open = browser()
  const [audience, presenter] = [open(true), open(false)]
  presenter.windows.close()
  audience.windows.tellState({ phase: 'starting' })
  expect(presenter.states).toEqual([])
})

it.each<[string, unknown]>([
  ['nothing', undefined],
  ['a word', 'state'],
  ['a result without its times', { type: 'result', result: { ...result, samples: {} } }],
  ['a result of another version', { type: 'result', result: { ...result, version: 1 } }],
  ['no result', { type: 'result' }],
  ['a state that nobody knows', { type: 'state', state: { phase: 'resting' } }],
  ['a state without its numbers', { type: 'state', state: { phase: 'running', lane: 'python', lap: 1 } }],
  ['a failure that nobody knows', { type: 'state', state: { phase: 'failed', failure: 'toString', detail: '' } }],
  ['no state', { type: 'state', state: null }],
])('what another version of the deck says is passed over: %s', (_, message) => {
  const open = browser()
  const [other, here] = [open(true), open(false)]
  other.channel.postMessage(message)
  expect(here).toMatchObject({ states: [], results: [], orders: [] })
})

it('every state of today’s is heard', () => {
  const open = browser()
  const [audience, presenter] = [open(true), open(false)]
  const states: State[] = [
    { phase: 'idle' },
    { phase: 'loading' },
    { phase: 'downloading', loaded: 0, total: 10 },
    { phase: 'starting' },
    { phase: 'preparing' },
    { phase: 'running', lane: 'python', lap: 1, laps: 9, samples: { python: [120.5] }, longest: 300 },
    { phase: 'done' },
    { phase: 'stopped' },
    { phase: 'failed', failure: 'download', detail: '' },
  ]
  states.forEach(state => audience.windows.tellState(state))
  expect(presenter.states).toEqual(states)
})

it('a closed window’s own words go nowhere, and are no error', async () => {
  const open = browser()
  const { windows, channel } = open(true)
  channel.postMessage = () => {
    throw new DOMException('closed', 'InvalidStateError')
  }
  windows.close()
  expect(() => windows.tellState({ phase: 'done' })).not.toThrow()
  expect(await windows.delegate()).toBe(false)
})

it('a browser that refuses channels has none', () => {
  vi.stubGlobal('BroadcastChannel', function () {
    throw new DOMException('storage is blocked', 'SecurityError')
  })
  expect(openChannel('x')).toBeUndefined()
  vi.stubGlobal('BroadcastChannel', undefined)
  expect(openChannel('x')).toBeUndefined()
})
