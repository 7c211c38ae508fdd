import { describe, expect, it } from 'vitest'
import { STORAGE } from '../offline/storage'

/** Runs the script with this as its window. */
function run<T extends object>(window: T): T {
  new Function('window', STORAGE)(window)
  return window
}

describe('where storage is blocked', () => {
  it('a store takes its place that keeps texts while the window is open', () => {
    const { localStorage } = run({
      get localStorage(): Storage {
        throw new DOMException('The operation is insecure.', 'SecurityError')
      },
    })
    expect(localStorage.getItem('a')).toBeNull()
    localStorage.setItem('a', '1')
    localStorage.setItem('b', 2 as unknown as string)
    expect([localStorage.getItem('a'), localStorage.getItem('b'), localStorage.length, localStorage.key(1), localStorage.key(2)]).toEqual(['1', '2', 2, 'b', null])
    localStorage.removeItem('a')
    expect(localStorage.getItem('a')).toBeNull()
    localStorage.clear()
    expect(localStorage.length).toBe(0)
  })

  it('the browser\'s own is kept where it works', () => {
    const own = {}
    expect(run({ localStorage: own }).localStorage).toBe(own)
  })
})
