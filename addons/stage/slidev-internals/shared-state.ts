/**
 * The one place that touches how Slidev keeps its windows in step. Seen in Slidev 53.0.0: client/state/syncState.ts (the
 * ways between windows), state/shared.ts (what they share), setup/root.ts (who writes it, and who goes where it says) and,
 * in dev, the server's `/@server-reactive/nav`. Where one of these is no longer as expected, `takeSharedState` changes
 * nothing, and Slidev keeps its windows in step by its own rule; check-shared-state.ts says so in one line of the build. A file
 * that is gone ends the build with Vite's message, which names it.
 */
import * as shared from '@slidev/client/state/shared.ts'
import * as sync from '@slidev/client/state/syncState.ts'
// @ts-expect-error a virtual module
import serverState from 'server-reactive:nav'
import { toRaw } from 'vue'

export type SharedState = typeof shared.sharedState

/** What vite-plugin-vue-server-ref adds to the state that it shares; nothing in a build. */
interface ServerState {
  $syncUp?: boolean
  $onPatch?: (use: (patch: unknown) => void) => void
}

/**
 * Slidev's shared state, from now on this window's own: written by what happens here, shown by Slidev's timer, page of notes
 * and cursor, but neither sent to other windows nor taken from them.
 *
 * @param role what this window is; Slidev goes nowhere when the state was last written by its own kind
 * @param prefix of the names under which drawings are shared and kept, so that two decks of one origin don't share theirs
 * @returns undefined where Slidev is not as expected
 */
export function takeSharedState(role: () => 'presenter' | 'viewer', prefix: string): SharedState | undefined {
  const { sharedState } = shared
  if (typeof sync.addSyncMethod !== 'function' || typeof sync.disableBuiltinSync !== 'function' || !('timer' in sharedState)) return

  const server = serverState as ServerState
  if (server.$syncUp !== undefined) server.$syncUp = false

  Object.defineProperty(toRaw(sharedState), 'lastUpdate', {
    configurable: true,
    enumerable: true,
    get: () => ({ id: 'stage', type: role(), time: 0 }),
    set() {},
  })

  sync.disableBuiltinSync()
  if (!__SLIDEV_HAS_SERVER__) sync.addSyncMethod({ init: (key, onUpdate, _state, persist) => key.endsWith(' - shared') ? undefined : shareByStorage(prefix + key, onUpdate, persist) })
  // the channel that Slidev opens although it is told not to use it
  setTimeout(sync.disableBuiltinSync)
  return sharedState
}

/** As Slidev's own way does it in a build, for all but the place and the timer: its drawings. */
function shareByStorage<State extends object>(key: string, onUpdate: (data: Partial<State>) => void, persist = false): sync.SyncWrite<State> {
  const take = (data: unknown) => {
    if (typeof data === 'object' && data) onUpdate(data as Partial<State>)
  }
  if (!persist) {
    const channel = new BroadcastChannel(key)
    channel.addEventListener('message', event => take(event.data))
    return (state, updating) => {
      if (!updating) channel.postMessage(toRaw(state))
    }
  }
  const read = (text: string | null) => {
    try {
      if (text) take(JSON.parse(text))
    } catch {
      // written by something else
    }
  }
  window.addEventListener('storage', (event) => {
    if (event.key === key) read(event.newValue)
  })
  read(localStorage.getItem(key))
  return (state, updating) => {
    if (!updating) localStorage.setItem(key, JSON.stringify(state))
  }
}

/** In dev: another program (Slidev's MCP server) asks for a slide. */
export function onServerMove(use: (page: number, clicks: number) => void): void {
  const server = serverState as ServerState
  server.$onPatch?.((patch) => {
    const { page, clicks = 0 } = patch as { page?: unknown, clicks?: unknown }
    if (typeof page === 'number' && typeof clicks === 'number') use(page, clicks)
  })
}
