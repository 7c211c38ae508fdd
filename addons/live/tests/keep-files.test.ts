import { afterEach, expect, it, vi } from 'vitest'
import { keepFiles } from '../engine/keep-files'

afterEach(() => void vi.unstubAllGlobals())

/** A browser that has kept some files, with a service worker at once, later or never. */
function browser(kept: string[], controller: boolean) {
  const container = Object.assign(new EventTarget(), { controller: controller ? {} as ServiceWorker : null })
  const loaded: string[] = []
  const load = vi.fn(async (url: string) => void loaded.push(url))
  return { loaded, load, container: container as typeof container & ServiceWorkerContainer, isKept: async (url: string) => kept.includes(url) }
}

it('loads once more what the service worker has not seen, and only that', async () => {
  const made = browser(['a'], true)
  await keepFiles(['a', 'b'], () => made)
  expect(made.loaded).toEqual(['b'])
})

it('waits for a service worker that is on its way', async () => {
  const made = browser([], false)
  const kept = keepFiles(['a'], () => made)
  await Promise.resolve()
  expect(made.loaded).toEqual([])
  made.container.dispatchEvent(new Event('controllerchange'))
  await kept
  expect(made.loaded).toEqual(['a'])
})

it('does nothing without service workers, and is no error when a file can’t be loaded', async () => {
  const none = browser([], true)
  await keepFiles(['a'], () => ({ ...none, container: undefined }))
  expect(none.loaded).toEqual([])
  const broken = browser([], true)
  broken.load.mockRejectedValue(new TypeError('no network'))
  await expect(keepFiles(['a'], () => broken)).resolves.toBeUndefined()
})

it('is no error where the browser refuses even to be asked for a service worker', async () => {
  vi.stubGlobal('navigator', {
    get serviceWorker() {
      throw new DOMException('storage is blocked', 'SecurityError')
    },
  })
  await expect(keepFiles(['a'])).resolves.toBeUndefined()
})
