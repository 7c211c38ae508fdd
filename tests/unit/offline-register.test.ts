import { describe, expect, it, vi } from 'vitest'
import type { Browser } from '../../setup/offline/register'
import { registerServiceWorker, takeNewVersion } from '../../setup/offline/register'

const BASE = '/talk/'

interface Given {
  /** Is the page served by a worker? */
  controlled?: boolean
  /** Does a new version wait? */
  waits?: boolean
  /** Names of the locks that are held. */
  held?: string[]
}

function browser({ controlled = true, waits = true, held = [`deck ${BASE}`] }: Given = {}) {
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
    calm: Promise.resolve(),
  }
  waiting.postMessage.mockImplementation(() => listeners.forEach(listener => listener()))
  return { ...made, browser: made as unknown as Browser, waiting, register }
}

describe('a new version', () => {
  it('takes over in the deck\'s only window, which is loaded again', async () => {
    vi.useFakeTimers()
    const { browser: given, waiting, reload } = browser()
    const taken = takeNewVersion(BASE, given)
    await vi.runAllTimersAsync()
    await taken
    expect(waiting.postMessage).toHaveBeenCalledWith({ type: 'SKIP_WAITING' })
    expect(reload).toHaveBeenCalledOnce()
    vi.useRealTimers()
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
    vi.useFakeTimers()
    const { browser: given, waiting } = browser({ held: [`deck ${BASE}`, 'deck /other/'] })
    const taken = takeNewVersion(BASE, given)
    await vi.runAllTimersAsync()
    await taken
    expect(waiting.postMessage).toHaveBeenCalled()
    vi.useRealTimers()
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
  it('waits until the page is calm, and stays below the deck\'s path', async () => {
    let load = () => {}
    const { browser: given, register } = browser()
    const registered = registerServiceWorker(BASE, { ...given, calm: new Promise<void>(resolve => load = resolve) })
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
