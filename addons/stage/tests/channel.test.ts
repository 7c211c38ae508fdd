import { describe, expect, it, vi } from 'vitest'
import { ensureBroadcastChannel } from '../sync/channel'

describe('where there is no BroadcastChannel', () => {
  it('a silent one takes its place, and a real one is kept', () => {
    const without: { BroadcastChannel?: new (name: string) => BroadcastChannel } = {}
    ensureBroadcastChannel(without)
    const channel = without.BroadcastChannel && new without.BroadcastChannel('deck')
    expect(channel?.name).toBe('deck')
    channel?.addEventListener('message', () => {})
    expect(() => channel?.postMessage({})).not.toThrow()
    expect(() => channel?.close()).not.toThrow()

    const real = { BroadcastChannel: vi.fn() }
    const { BroadcastChannel } = real
    ensureBroadcastChannel(real)
    expect(real.BroadcastChannel).toBe(BroadcastChannel)
  })
})
