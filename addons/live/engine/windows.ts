import type { State } from './state'
import type { Result } from './result'
import { isResult } from './result'
import { isState } from './state'

/** What the windows of one deck in one browser tell each other. */
type Message
  = | { type: 'who', from: string }
    | { type: 'here', from: string, to: string }
    | { type: 'run', to: string }
    | { type: 'stop' }
    | { type: 'state', state: State }
    | { type: 'result', result: Result }

/** The part of a BroadcastChannel that is used. */
export interface ChannelLike {
  postMessage: (message: unknown) => void
  close: () => void
  onmessage: ((event: MessageEvent) => void) | null
}

export interface WindowsOptions {
  /** None where the browser has no such thing or refuses it: then this window is the only one. */
  channel?: ChannelLike
  /** Whether this window may run the experiment for others: an audience's window with the slide on the screen. */
  offers: () => boolean
  onRun: () => void
  /** Heard by all: who runs nothing has nothing to stop. */
  onStop: () => void
  onState: (state: State) => void
  onResult: (result: Result) => void
}

/** How long the others have to say that they are here, in ms: they are in the same browser. */
const ANSWER_MS = 250

/**
 * One run, many windows: the audience's runs, and tells the others (the presenter's, a second one) how it is going.
 * Slidev syncs its slides through a BroadcastChannel too; the same reach holds here: one browser, one machine.
 */
export class Windows {
  private readonly me = Math.random().toString(36).slice(2)
  private channel: ChannelLike | undefined
  private found: ((other: string | undefined) => void) | undefined

  constructor(private readonly options: WindowsOptions) {
    this.channel = options.channel
    if (this.channel) this.channel.onmessage = ({ data }) => this.hear((data ?? {}) as Message)
  }

  tellState(state: State): void {
    this.send({ type: 'state', state })
  }

  tellResult(result: Result): void {
    // a plain copy: what the page keeps reactive can't be sent
    this.send({ type: 'result', result: JSON.parse(JSON.stringify(result)) })
  }

  /** Has an audience's window run. False when there is none: then it is up to this one. */
  async delegate(): Promise<boolean> {
    if (!this.channel) return false
    const other = await new Promise<string | undefined>((resolve) => {
      this.found = resolve
      this.send({ type: 'who', from: this.me })
      setTimeout(resolve, ANSWER_MS, undefined)
    })
    this.found = undefined
    if (other) this.send({ type: 'run', to: other })
    return other !== undefined
  }

  /** Stops whichever window runs: it need not be the one that the next order would go to. */
  stopOthers(): void {
    this.send({ type: 'stop' })
  }

  /** From here on nothing is heard and nothing said. */
  close(): void {
    this.channel?.close()
    this.channel = undefined
  }

  /** What is no message of today's is passed over: another window may show another version of the deck. */
  private hear(message: Message): void {
    switch (message.type) {
      case 'who':
        if (this.options.offers()) this.send({ type: 'here', from: this.me, to: message.from })
        break
      case 'here':
        if (message.to === this.me) this.found?.(message.from)
        break
      case 'run':
        if (message.to === this.me) this.options.onRun()
        break
      case 'stop':
        this.options.onStop()
        break
      case 'state':
        if (isState(message.state)) this.options.onState(message.state)
        break
      case 'result':
        if (isResult(message.result)) this.options.onResult(message.result)
    }
  }

  private send(message: Message): void {
    this.channel?.postMessage(message)
  }
}

/** The channel of this name; none where the browser has no such thing, or refuses it with all that it keeps. */
export function openChannel(name: string): ChannelLike | undefined {
  try {
    return new BroadcastChannel(name)
  } catch {
    return undefined
  }
}
