import type { Snapshot } from './protocol'
import { parseSnapshot } from './protocol'

/** Ms without a sign of life after which a stream is opened again; the server gives one every 15 seconds. */
const SILENCE = 40_000
/** Ms from a stream's end to the next try, at first and at most; chosen at random below that, so that a room does not come at once. */
const RETRY = { first: 500, most: 8000 }
/** Ms that a stream may be away before anybody is told. */
const PATIENCE = 1500

/** What is wanted of the server's event stream. */
export interface Listener {
  state: (snapshot: Snapshot) => void
  /** A stream is there, and its first snapshot has been handed on; or none has been for more than a moment. */
  connected: (now: boolean) => void
  /** What another of the speaker's windows said, as it came. */
  windows?: (message: unknown) => void
}

/** What one window passes on to the others, or is asked for by a new one. */
type Heard = { state: Snapshot } | { connected: boolean } | { windows: unknown } | { asked: true }

/**
 * Listens to a stage server for as long as the page is open, and opens the stream again whenever it ends, falls silent, or
 * the page has slept.
 *
 * @param url of the event stream
 * @param unseen keep the stream while nobody sees the page
 */
export function listen(url: string, { state, connected, windows }: Listener, unseen = false): void {
  let source: EventSource | undefined
  let silence: ReturnType<typeof setTimeout> | undefined
  let retry: ReturnType<typeof setTimeout> | undefined
  let patience: ReturnType<typeof setTimeout> | undefined
  let failures = 0

  function close(): void {
    source?.close()
    source = undefined
    clearTimeout(silence)
    clearTimeout(retry)
  }

  function lost(): void {
    close()
    patience ??= setTimeout(connected, PATIENCE, false)
    const longest = Math.min(RETRY.most, RETRY.first * 2 ** failures++)
    retry = setTimeout(open, longest * (0.5 + Math.random() / 2))
  }

  function alive(): void {
    clearTimeout(silence)
    silence = setTimeout(lost, SILENCE)
  }

  function open(): void {
    close()
    if (!unseen && document.visibilityState === 'hidden') return
    const opened = source = new EventSource(url)
    let isFirst = true
    opened.onerror = lost
    alive()
    opened.addEventListener('beat', alive)
    opened.addEventListener('state', ({ data }: MessageEvent<string>) => {
      alive()
      let snapshot: Snapshot
      try {
        snapshot = parseSnapshot(data)
      } catch {
        // of another version of the server: what comes next may be understood again
        return
      }
      failures = 0
      clearTimeout(patience)
      patience = undefined
      state(snapshot)
      if (isFirst) connected(true)
      isFirst = false
    })
    if (windows) opened.addEventListener('windows', ({ data }: MessageEvent<string>) => windows(JSON.parse(data)))
  }

  open()
  if (!unseen) document.addEventListener('visibilitychange', () => document.visibilityState === 'hidden' ? close() : open())
  addEventListener('pageshow', ({ persisted }) => persisted && open())
  addEventListener('online', open)
}

/**
 * Listens by one stream for all windows of this browser, since it opens no more than six connections to a host: the window
 * that holds the lock passes on what it hears, and another takes its place when it closes. Where a browser has no locks, or
 * refuses them, as on a page without HTTPS from another machine, each window listens for itself.
 */
export function listenTogether(url: string, listener: Required<Listener>): void {
  const name = new URL(url, location.href).pathname
  if (!('locks' in navigator)) return listen(url, listener)
  const channel = new BroadcastChannel(name)
  let last: Snapshot | undefined

  function hear(said: Heard): void {
    if ('state' in said) listener.state(said.state)
    else if ('connected' in said) listener.connected(said.connected)
    else if ('windows' in said) listener.windows(said.windows)
    else if (last) tell({ state: last }, { connected: true })
  }
  function tell(...news: Heard[]): void {
    for (const said of news) channel.postMessage(said)
  }
  function share(said: Heard): void {
    hear(said)
    tell(said)
  }

  channel.addEventListener('message', ({ data }: MessageEvent<Heard>) => hear(data))
  tell({ asked: true })
  void navigator.locks.request(name, () => {
    listen(url, {
      state: state => share({ state: last = state }),
      connected: (connected) => {
        if (!connected) last = undefined
        share({ connected })
      },
      windows: windows => share({ windows }),
    }, true)
    return new Promise<never>(() => {})
  }).catch(() => listen(url, listener))
}
