import type { Message } from './message'

/**
 * A way from this window to the others of the same talk. Windows may be joined by several at once; what arrives twice
 * does no harm.
 */
export interface Transport {
  /** Sends to every other window, and drops what can't be sent now: once connected, the windows ask each other. */
  send: (message: Message) => void
  /**
   * Called once.
   *
   * @param receive wants each message of another window, as it came: it is checked here
   * @param connected is to be called whenever the way is open, again after every interruption
   */
  listen: (receive: (message: unknown) => void, connected: () => void) => void
}

const added: Transport[] = []
let join: ((transport: Transport) => void) | undefined

/** Joins this window to others by one more transport, at any time. */
export function addTransport(transport: Transport): void {
  added.push(transport)
  join?.(transport)
}

/** @param use gets each transport, those that are added later too */
export function useTransports(use: (transport: Transport) => void): void {
  join = use
  added.forEach(use)
}

/** The windows of one browser. */
export function broadcastChannel(name: string): Transport {
  const channel = new BroadcastChannel(name)
  return {
    send: message => channel.postMessage(message),
    listen(receive, connected) {
      channel.addEventListener('message', event => receive(event.data))
      connected()
    },
  }
}

/** The windows of one server of `slidev`, over the socket that it has for hot updates (see vite-relay.ts). */
export function viteSocket(hot: NonNullable<ImportMeta['hot']>, event: string): Transport {
  return {
    send: message => hot.send(event, message),
    listen(receive, connected) {
      hot.on(event, receive)
      hot.on('vite:ws:connect', connected)
      connected()
    },
  }
}
