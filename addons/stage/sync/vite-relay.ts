import type { Plugin } from 'vite'
import { RELAY_EVENT } from './relay-event'

/** In `slidev` dev: passes what one window says on to all others. */
export function relayWindows(): Plugin {
  return {
    name: 'stage:relay-windows',
    apply: 'serve',
    configureServer({ ws }) {
      ws.on(RELAY_EVENT, (message: unknown, client) => {
        for (const other of ws.clients) if (other !== client) other.send(RELAY_EVENT, message)
      })
    },
  }
}
