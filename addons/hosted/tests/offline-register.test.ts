import { describe, expect, it, onTestFinished, vi } from 'vitest'
import type { Browser } from '../offline/register'
import { registerServiceWorker, takeNewVersion } from '../offline/register'

const BASE = '/talk/'

interface Given {
  /** Is the page served by a worker? */
  controlled?: boolean
  /** Does a new version wait? */
  waits?: boolean
  /** Names of the locks that are held. */
  held?: string[]
  /** Is the page of the version that the worker serves? */
  current?: boolean
  /** Does the browser hand over when it is asked to? */
  obeys?: boolean
  /** How often the page was loaded again before. */
  reloads?: number
}

function browser({ controlled = true, waits = true, held = [`deck ${BASE}`], current = true, obeys = true, reloads = 0 }: Given = {}) {
  const waiting = { postMessage: vi.fn() }
  const listeners: (() => void)[] = []
  const register = vi.fn(async () => ({}))
  const made = {
    serviceWorker: {
      controller: controlled ? {} : null,
      getRegistration: async () => waits ? { waiting } : {},
      register,
      addEventListener: (_: string, listener: () => void) => listeners.push(listener),
    },
    locks: { request: vi.fn(async () => {}), query: async () => ({ held: held.map(name => ({ name })) }) },
    reload: vi.fn(),
    isCurrent: async () => current,
    counter: { getItem: vi.fn(() => reloads ? String(reloads) : null), setItem: vi.fn(), removeItem: vi.fn() },
    idle: Promise.resolve(),
  }
  if (obeys) waiting.postMessage.mockImplementation(() => listeners.forEach(listener => listener()))
  return { ...made, browser: made as unknown as Browser, waiting, register }
}

/** Lets time pass until the deck may start. */
async function take(given: Browser): Promise<void> {
  vi.useFakeTimers()
  onTestFinished(() => void vi.useRealTimers())
  const taken = takeNewVersion(BASE, given)
  await vi.runAllTimersAsync()
  await taken
}

describe('a new version', () => {
  it('activates in the deck\'s only window, which is loaded again', async () => {
    const { browser: given, waiting, reload } = browser()
    await take(given)
    expect(waiting.postMessage).toHaveBeenCalledWith({ type: 'SKIP_WAITING' })
    expect(reload).toHaveBeenCalledOnce()
  })

  it('that the browser does not hand over to is asked for once more by the next page', async () => {
    const { browser: given, waiting, reload, counter } = browser({ obeys: false })
    await take(given)
    expect(waiting.postMessage).toHaveBeenCalled()
    expect(reload).toHaveBeenCalledOnce()
    expect(counter.setItem).toHaveBeenCalledWith('deck-reloads', '1')
  })

  it('is asked for again by a page whose browser has forgotten', async () => {
    const { browser: given, waiting, reload } = browser({ obeys: false })
    await take(given)
    expect(waiting.postMessage.mock.calls.length).toBeGreaterThan(1)
    const asked = waiting.postMessage.mock.calls.length
    await vi.advanceTimersByTimeAsync(10_000)
    expect(waiting.postMessage, 'after the page has given up').toHaveBeenCalledTimes(asked)
    expect(reload).toHaveBeenCalledOnce()
  })

  it('activates although the page before has not let go of its lock yet', async () => {
    const { browser: given, waiting } = browser()
    const own = { name: `deck ${BASE}` }
    const query = vi.fn(async () => ({ held: [own] })).mockResolvedValueOnce({ held: [own, own] })
    await take({ ...given, locks: { ...given.locks, query } as unknown as Browser['locks'] })
    expect(waiting.postMessage).toHaveBeenCalled()
  })

  it('that activated while the old page was on its way is loaded', async () => {
    const { browser: given, waiting, reload } = browser({ current: false })
    await take(given)
    expect(waiting.postMessage).not.toHaveBeenCalled()
    expect(reload).toHaveBeenCalledOnce()
  })

  it.each<[string, Given]>([
    ['a worker that keeps the old page', { current: false, reloads: 2 }],
    ['a browser that never hands over', { obeys: false, reloads: 2 }],
  ])('is not waited for for ever, with %s', async (_, given) => {
    const { browser: made, reload } = browser(given)
    await take(made)
    expect(reload).not.toHaveBeenCalled()
  })

  it('loads nothing again that it can\'t count', async () => {
    const { browser: made, reload } = browser({ current: false })
    await take({ ...made, counter: undefined })
    expect(reload).not.toHaveBeenCalled()
  })

  it('is counted from zero once the deck has started', async () => {
    const { browser: made, counter } = browser({ waits: false })
    await take(made)
    expect(counter.removeItem).toHaveBeenCalledWith('deck-reloads')
  })

  it.each<[string, Given]>([
    ['where another window is open', { held: [`deck ${BASE}`, `deck ${BASE}`] }],
    ['where none waits', { waits: false }],
    ['on a first visit', { controlled: false }],
  ])('does not %s', async (_, given) => {
    const { browser: made, waiting, reload } = browser(given)
    await takeNewVersion(BASE, made)
    expect(waiting.postMessage).not.toHaveBeenCalled()
    expect(reload).not.toHaveBeenCalled()
  })

  it('is not kept from taking over by another deck on the same host', async () => {
    const { browser: given, waiting } = browser({ held: [`deck ${BASE}`, 'deck /other/'] })
    await take(given)
    expect(waiting.postMessage).toHaveBeenCalled()
  })

  it.each<[string, Partial<Browser>]>([
    ['has no service workers', { serviceWorker: undefined }],
    ['has no locks', { locks: undefined }],
    ['refuses to say', { locks: { request: () => Promise.reject(new Error('no')), query: () => Promise.reject(new Error('no')) } }],
  ])('leaves the deck alone in a browser that %s', async (_, part) => {
    const { browser: given, reload } = browser()
    await takeNewVersion(BASE, { ...given, ...part })
    expect(reload).not.toHaveBeenCalled()
  })
})

describe('registering', () => {
  it('waits until the page is idle, and stays below the deck\'s path', async () => {
    let load = () => {}
    const { browser: given, register } = browser()
    const registered = registerServiceWorker(BASE, { ...given, idle: new Promise<void>(resolve => load = resolve) })
    expect(register).not.toHaveBeenCalled()
    load()
    await registered
    expect(register).toHaveBeenCalledWith('/talk/sw.js', { scope: '/talk/' })
  })

  it('is no error where the browser refuses', async () => {
    const { browser: given, register } = browser()
    register.mockRejectedValue(new Error('blocked'))
    await expect(registerServiceWorker(BASE, given)).resolves.toBeUndefined()
    await expect(registerServiceWorker(BASE, { ...given, serviceWorker: undefined })).resolves.toBeUndefined()
  })
})
