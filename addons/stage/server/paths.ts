import type { IncomingMessage } from 'node:http'
import { PATHS, SERVED_COOKIE } from '../protocol'

/** The request's path below the base, without its query; undefined if it is not below it. */
export function pathBelow(base: string, { url = '' }: IncomingMessage): string | undefined {
  const path = url.replace(/[?#].*/s, '')
  return path.startsWith(base) ? path.slice(base.length) : undefined
}

/** Is the path one of the stage's, whether or not there is anything? */
export function isStagePath(path: string | undefined): path is string {
  return path !== undefined && path.split('/')[0]?.toLowerCase() === PATHS.page
}

/** Tells a page that a stage server serves it; see `SERVED_COOKIE`. */
export function servedCookie({ socket }: IncomingMessage, base: string): string {
  return `${SERVED_COOKIE}=${socket.localPort}; Path=${base}; SameSite=Strict`
}
