/** A BroadcastChannel without anyone else on it. */
class SilentChannel extends EventTarget {
  constructor(readonly name: string) {
    super()
  }

  postMessage(): void {}
  close(): void {}
}

/**
 * Slidev keeps the presenter's and the audience's windows in step through a BroadcastChannel, and does not start where there
 * is none (some embedded browsers, some privacy settings). There a silent one takes its place: each window then goes its
 * own way.
 */
export function ensureBroadcastChannel(global: { BroadcastChannel?: unknown } = globalThis): void {
  if (typeof global.BroadcastChannel === 'function') return
  Object.defineProperty(global, 'BroadcastChannel', { value: SilentChannel, configurable: true, writable: true })
}
