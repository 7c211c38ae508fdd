import type { IncomingMessage, ServerResponse } from 'node:http'

/** How event streams are kept. */
export interface StreamOptions {
  /** Ms from a change to the message that tells of it; what changes meanwhile is told with it. */
  coalesce: number
  /** Ms between two signs of life; a stream that has not taken the last one by then is dropped. */
  beat: number
  /** Bytes that may wait for a receiver that does not read; more, and it is dropped. */
  backlog: number
  /** Most streams, and most from one address: a room behind one router is one address. */
  most: number
  mostPerAddress: number
}

const STREAM_OPTIONS: StreamOptions = { coalesce: 50, beat: 15_000, backlog: 256 * 1024, most: 3000, mostPerAddress: 2000 }

/** Server-Sent Events to all who listen, in two groups. */
export interface Streams {
  /**
   * Keeps the response open, and sends the group's present state.
   *
   * @param window the speaker's window's own name, by which it is left out of what it says to the others
   * @returns false if there are too many already, which the speaker's own never are
   */
  add: (request: IncomingMessage, response: ServerResponse, speaker: boolean, window?: string) => boolean
  /** Something changed, for the speaker's windows alone or for everybody; they are told once in a while. */
  changed: (who: 'speaker' | 'all') => void
  /** Passes on at once what one of the speaker's windows says to the others: JSON in one line. */
  passOn: (json: string, window: string) => void
  /** How many listen. */
  size: () => number
  close: () => void
}

/**
 * @param snapshot the state as a group is told it, in one line
 */
export function createStreams(snapshot: (speaker: boolean) => string, options: Partial<StreamOptions> = {}): Streams {
  const { coalesce, beat, backlog, most, mostPerAddress } = { ...STREAM_OPTIONS, ...options }
  const streams = new Map<ServerResponse, { address: string, speaker: boolean, window: string }>()
  const perAddress = new Map<string, number>()
  let flushing: NodeJS.Timeout | undefined
  let tellAll = false

  function remove(response: ServerResponse): void {
    const stream = streams.get(response)
    if (!stream) return
    streams.delete(response)
    const left = (perAddress.get(stream.address) ?? 1) - 1
    if (left) perAddress.set(stream.address, left)
    else perAddress.delete(stream.address)
  }

  function drop(response: ServerResponse): void {
    remove(response)
    response.destroy()
  }

  function send(response: ServerResponse, bytes: Buffer): void {
    if (response.writableLength + bytes.length > backlog) drop(response)
    else response.write(bytes)
  }

  function flush(): void {
    flushing = undefined
    const messages = { speaker: message('state', snapshot(true)), room: tellAll && message('state', snapshot(false)) }
    tellAll = false
    for (const [response, { speaker }] of streams) {
      if (speaker) send(response, messages.speaker)
      else if (messages.room) send(response, messages.room)
    }
  }

  const sign = message('beat', '0')
  const beating = setInterval(() => {
    for (const response of streams.keys()) {
      if (response.writableNeedDrain) drop(response)
      else send(response, sign)
    }
  }, beat)
  beating.unref()

  return {
    add(request, response, speaker, window = '') {
      const address = request.socket.remoteAddress ?? ''
      const sameAddress = perAddress.get(address) ?? 0
      // who fills the room's places must not keep the speaker's windows out
      if (!speaker && (streams.size >= most || sameAddress >= mostPerAddress)) return false
      streams.set(response, { address, speaker, window })
      perAddress.set(address, sameAddress + 1)
      response.on('close', () => remove(response))
      response.on('error', () => drop(response))
      request.socket.setNoDelay(true)
      request.socket.setKeepAlive(true, beat)
      request.socket.setTimeout(0)
      response.writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store', 'X-Accel-Buffering': 'no' })
      send(response, Buffer.concat([Buffer.from('retry: 1000\n'), message('state', snapshot(speaker))]))
      return true
    },
    changed(who) {
      tellAll ||= who === 'all'
      flushing ??= setTimeout(flush, coalesce)
    },
    passOn(json, from) {
      const bytes = message('windows', json)
      for (const [response, { speaker, window }] of streams) {
        if (speaker && window !== from) send(response, bytes)
      }
    },
    size: () => streams.size,
    close() {
      clearInterval(beating)
      clearTimeout(flushing)
      for (const response of [...streams.keys()]) drop(response)
    },
  }
}

function message(event: string, data: string): Buffer {
  return Buffer.from(`event: ${event}\ndata: ${data}\n\n`)
}
