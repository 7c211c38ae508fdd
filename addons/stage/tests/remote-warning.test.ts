import { describe, expect, it, vi } from 'vitest'
import { REMOTE_WARNING, warnOfOpenRemote } from '../guard/remote-warning'

describe('slidev --remote', () => {
  const warnings = (remote: string | undefined) => {
    const warn = vi.fn()
    const { configureServer } = warnOfOpenRemote({ remote })
    if (typeof configureServer !== 'function') throw new Error('has no configureServer')
    Reflect.apply(configureServer, undefined, [{ config: { logger: { warn } } }])
    return warn.mock.calls.flat()
  }

  it('is warned about without a password', () => {
    expect(warnings('')).toEqual([expect.stringContaining(REMOTE_WARNING)])
  })

  it('is not with one, and neither is a deck that only this machine can reach', () => {
    expect([...warnings('secret'), ...warnings(undefined)]).toEqual([])
  })
})
