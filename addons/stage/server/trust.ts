/** Who may what: decided by the connection, a token, and the headers that a browser sends whether its page wants or not. */
import type { IncomingHttpHeaders, IncomingMessage } from 'node:http'
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import { hostname } from 'node:os'
import { isOwnAddress } from './addresses'

/** The cookie that makes a browser the speaker's. Cookies know no ports, so each server's has its own name. */
const cookieName = (port: number) => `stage-speaker-${port}`

/** A token that nobody guesses: 128 random bits. */
export function newToken(): string {
  return randomBytes(16).toString('base64url')
}

/** Set once a browser has shown the token; scripts can't read it, other sites' pages don't send it. */
export function speakerCookie(token: string, port: number, base: string): string {
  return `${cookieName(port)}=${token}; Path=${base}; HttpOnly; SameSite=Strict`
}

/** Compares in a time that does not depend on where the two differ. */
export function isToken(given: string, token: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(given), digest(token))
}

/**
 * May the sender do what the speaker may? It is this machine that asks, or a browser that has shown the token. What came
 * through a proxy comes from the proxy's machine only in name. And a browser on this machine must have asked for localhost
 * or for an address: whoever is in the network can answer for a name such as laptop.local (mDNS), with a page of their own
 * at first and with this machine's address then.
 *
 * @param names that are this machine's and nobody else's
 */
export function isSpeaker({ socket, headers }: IncomingMessage, token: string, names: readonly string[] = []): boolean {
  const cookie = readCookie(headers, cookieName(socket.localPort ?? 0))
  if (cookie && isToken(cookie, token)) return true
  const viaProxy = ['forwarded', 'x-forwarded-for', 'x-real-ip', 'via'].some(name => name in headers)
  return !viaProxy && isOwnAddress(socket.remoteAddress) && isCertain(hostnameOf(headers.host ?? '') ?? '', names)
}

/**
 * Was this server meant? A page of another site can get its own name to lead to this machine (DNS rebinding), but not
 * change what the browser calls the host and the page's origin.
 *
 * @param names further names that this machine is called by
 * @returns what is wrong, in words
 */
export function wrongSender({ headers }: IncomingMessage, names: readonly string[]): string | undefined {
  const { host = '', origin } = headers
  const name = hostnameOf(host)
  if (!name || !isOwnName(name, names)) return `This server does not answer to the name ${JSON.stringify(host)}`
  if (origin !== undefined && origin.replace(/^https?:\/\//, '') !== host) return 'A page of another site may not do this'
  const site = headers['sec-fetch-site']
  // a link may lead here from anywhere; only pages may not ask behind their reader's back
  if (headers['sec-fetch-mode'] !== 'navigate' && (site === 'cross-site' || site === 'same-site')) return 'A page of another site may not do this'
  return undefined
}

function isOwnName(name: string, names: readonly string[]): boolean {
  const machine = hostname().toLowerCase()
  return isCertain(name, [machine, `${machine}.local`, ...names])
}

/** Is it this machine whatever the network says? */
function isCertain(name: string, names: readonly string[]): boolean {
  return name === 'localhost' || names.includes(name) || isOwnAddress(name.replace(/^\[|\]$/g, ''))
}

function hostnameOf(host: string): string | undefined {
  return /^(\[[\da-f:.]+\]|[a-z\d.-]+)(?::\d+)?$/i.exec(host)?.[1]?.toLowerCase()
}

function readCookie(headers: IncomingHttpHeaders, name: string): string | undefined {
  const pair = headers.cookie?.split('; ').find(pair => pair.startsWith(`${name}=`))
  return pair?.slice(name.length + 1)
}
