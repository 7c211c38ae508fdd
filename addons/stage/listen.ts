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

/**
 * Listens to a stage server for as long as the page is open, and opens the stream again whenever it ends, falls silent, or
 * the page has slept. A page that nobody sees holds no stream: a browser has but six for all windows of a host.
 *
 * @param url of the event stream
 */
export function listen(url: string, { state, connected, windows }: Listener): void {
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
    if (document.visibilityState === 'hidden') return
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
  document.addEventListener('visibilitychange', () => document.visibilityState === 'hidden' ? close() : open())
  addEventListener('pageshow', ({ persisted }) => persisted && open())
  addEventListener('online', open)
}
