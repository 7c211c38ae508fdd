import { expect, it, vi } from 'vitest'
import { askForWakeLockAgain } from '../slidev-internals/wake-lock'

const refusal = () => new DOMException('no gesture yet', 'NotAllowedError')
const sentinel = {} as WakeLockSentinel

it('what is refused before the first gesture is asked again with it', async () => {
  const request = vi.fn<() => Promise<WakeLockSentinel>>().mockRejectedValueOnce(refusal()).mockRejectedValueOnce(refusal()).mockResolvedValue(sentinel)
  const wakeLock = { request }
  askForWakeLockAgain(wakeLock)
  const lock = wakeLock.request()
  await vi.waitFor(() => expect(request).toHaveBeenCalledTimes(1))
  await new Promise(resolve => setTimeout(resolve))
  dispatchEvent(new Event('keydown'))
  await vi.waitFor(() => expect(request).toHaveBeenCalledTimes(2))
  await new Promise(resolve => setTimeout(resolve))
  dispatchEvent(new Event('pointerup'))
  expect(await lock).toBe(sentinel)
  dispatchEvent(new Event('keydown'))
  expect(request).toHaveBeenCalledTimes(3)
})

it('another error is the caller\'s', async () => {
  const wakeLock = { request: () => Promise.reject(new TypeError('unknown type')) }
  askForWakeLockAgain(wakeLock)
  await expect(wakeLock.request()).rejects.toThrow('unknown type')
})

it('a browser without wake locks is left alone', () => expect(() => askForWakeLockAgain(undefined)).not.toThrow())
