import type { Command, Snapshot } from '../protocol'
import { shallowRef } from 'vue'
import { listenTogether } from '../listen'
import { PATHS, SERVED_COOKIE } from '../protocol'
import { addTransport } from '../sync/transport'

/** What the stage server says, where one serves the deck and can be reached; undefined on a host, and without a network. */
export const stage = shallowRef<Snapshot>()

const root = import.meta.env.BASE_URL

/** A stage server sets a cookie with its port: cookies know no ports, and a host on another port may be seen next. */
function isServed(): boolean {
  const port = location.port || (location.protocol === 'https:' ? '443' : '80')
  return document.cookie.split('; ').includes(`${SERVED_COOKIE}=${port}`)
}

/** Listens to the stage server, if one serves this page, and joins this window to the speaker's others by it. */
export function joinStage(): void {
  if (!isServed() || new URLSearchParams(location.search).has('print')) return
  const window = Math.random().toString(36).slice(2)
  let arrived = () => {}
  let receive: (message: unknown) => void = () => {}
  let sending = false

  listenTogether(`${root}${PATHS.events}?window=${window}`, {
    state: snapshot => (stage.value = snapshot),
    connected(now) {
      if (!now) stage.value = undefined
      else if (stage.value?.speaker) arrived()
    },
    windows: message => receive(message),
  })

  addTransport({
    send(message) {
      if (!stage.value?.speaker) return
      // the mouse moves on meanwhile
      const isCursor = message.type === 'cursor'
      if (isCursor && sending) return
      if (isCursor) sending = true
      void post(`${PATHS.windows}?window=${window}`, message).finally(() => {
        if (isCursor) sending = false
      })
    },
    listen(take, connected) {
      receive = take
      arrived = connected
      if (stage.value?.speaker) connected()
    },
  })
}

/** Asks the server for something that the speaker may; what it refuses, or does not hear, shows in what it says next. */
export async function command(command: Command): Promise<void> {
  if (stage.value?.speaker) await post(PATHS.control, command)
}

async function post(path: string, message: unknown): Promise<void> {
  await fetch(root + path, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(message), keepalive: true }).catch(() => {})
}
