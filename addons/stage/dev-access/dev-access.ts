/**
 * Who may use `slidev` dev. Its server reads and writes the slides' source, moves the talk and opens editors, for whoever
 * reaches it: `--remote=<password>` of Slidev 53 asks for the password in the browser's router only, and gives it to every
 * browser that asks for the deck's settings. Here the server asks, before anything of Slidev or Vite answers.
 */
import type { ResolvedSlidevOptions } from '@slidev/types'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Duplex } from 'node:stream'
import type { Connect, Plugin, ViteDevServer } from 'vite'
import { STATUS_CODES } from 'node:http'
import { isSpeaker, isToken, newToken, speakerCookie, wrongSender } from '../server/trust'
import { catchRejections } from './catch-rejections'
import { enterPage, refusalPage } from './pages'

/** Wrong passwords that are answered in a minute; a person types fewer, a program guesses more. */
const TRIES = 20

export interface DevAccessOptions {
  /** Of Slidev: the password, empty for `--remote` without one, undefined without `--remote`. */
  remote: string | undefined
  /** What others may have without the password, because it looks after itself. */
  isOpen?: (request: IncomingMessage, base: string) => boolean
  /** Makes a browser that has it this machine's. */
  token?: string
}

/** What is wrong with a request. */
interface Refusal { status: number, reason: string }

/**
 * Decides about each request and socket of the dev server.
 *
 * @throws when the server starts, where `--remote` would open something that this can't decide about
 */
export function devAccess({ remote, isOpen = () => false, token = newToken() }: DevAccessOptions): Plugin {
  let tries = 0
  let triesUntil = 0

  function refusalOf(request: IncomingMessage, server: ViteDevServer): Refusal | undefined {
    if (!isAddress(request.url)) return { status: 400, reason: 'This is not an address' }
    const names = namesOf(server)
    const wrong = wrongSender(request, names) ?? wrongLink(request, server.config.base)
    if (wrong) return { status: 403, reason: wrong }
    if (isSpeaker(request, token, names)) return
    // what is open has no socket: one would be that of hot updates
    if (!request.headers.upgrade && isOpen(request, server.config.base)) return
    return {
      status: 401,
      reason: remote
        ? 'This deck is still being written, and needs a password.'
        : 'Only the machine that serves it can open this deck: slidev was started without a password. Use --remote=<password>, or npm run present for the day of the talk.',
    }
  }

  /** The password in the address, as the link and the QR code have it that Slidev prints, there with a slash after it. */
  function passwordIn(request: IncomingMessage): { given: string, rest: string } | undefined {
    const url = new URL(request.url ?? '/', 'http://localhost')
    const given = url.searchParams.get('password')
    if (given === null) return
    url.searchParams.delete('password')
    return { given, rest: url.pathname + url.search }
  }

  function isRight(given: string): boolean {
    if (!remote || (Date.now() < triesUntil && tries >= TRIES)) return false
    if (isToken(given, remote) || isToken(given.replace(/\/$/, ''), remote)) return true
    if (Date.now() >= triesUntil) {
      triesUntil = Date.now() + 60_000
      tries = 0
    }
    tries++
    return false
  }

  function checkAccess(server: ViteDevServer): Connect.NextHandleFunction {
    return (request, response, next) => {
      const refusal = refusalOf(request, server)
      if (refusal && refusal.status !== 401) return refuse(response, refusal)
      // a page that is opened, not what a page fetches
      const isPage = request.method === 'GET' && Boolean(request.headers.accept?.includes('text/html'))
      const entry = isPage ? passwordIn(request) : undefined
      if (entry && isRight(entry.given)) {
        response.setHeader('Set-Cookie', speakerCookie(token, request.socket.localPort ?? 0, server.config.base))
        response.setHeader('Content-Type', 'text/html; charset=utf-8')
        response.end(enterPage(entry.rest))
        return
      }
      if (refusal) return refuse(response, refusal, isPage && Boolean(remote))
      next()
    }
  }

  return {
    name: 'stage:dev-access',
    apply: 'serve',
    configureServer: {
      // before what Slidev's own plugins add
      order: 'pre',
      handler(server) {
        const { httpServer, config } = server
        const ws = typeof config.server.ws === 'object' ? config.server.ws : {}
        if (remote !== undefined && (!httpServer || ws.server || (ws.port && ws.port !== config.server.port))) {
          throw new Error('--remote: the socket for hot updates has a server of its own (server.ws or server.hmr in the Vite config), to which whoever reaches it could talk. Take that out, or use npm run present.')
        }
        if (remote === '') config.logger.warn('\n  ! --remote without a password: only this machine can open the deck. Use --remote=<password>, or npm run present for the day of the talk.')

        server.middlewares.use(checkAccess(server))
        httpServer?.prependListener('upgrade', (request: IncomingMessage, socket: Duplex) => {
          const refusal = refusalOf(request, server)
          if (!refusal) return
          // what listens after this finds nothing to answer
          request.url = '/'
          delete request.headers['sec-websocket-protocol']
          socket.on('error', () => {})
          socket.end(`HTTP/1.1 ${refusal.status} ${STATUS_CODES[refusal.status]}\r\nConnection: close\r\n\r\n`)
          socket.destroy()
        })
        return () => catchRejections(server)
      },
    },
  }
}

/** Can what the browser sent be read as the path of an address? In one way: browsers send none with steps up (`/vote/..`). */
function isAddress(url: string | undefined): boolean {
  return url !== undefined && /^\/(?![/\\])/.test(url) && !STEPS.test(url.replace(/[?#].*/s, '')) && URL.canParse(url, 'http://localhost') && isDecodable(url)
}

const STEPS = /[/\\](?:\.|%2e){1,2}(?:[/\\]|$)/i

/** A link of another site may lead to the deck, and not to what opens an editor or hands out a source. */
function wrongLink({ url = '', headers }: IncomingMessage, base: string): string | undefined {
  const site = headers['sec-fetch-site']
  if ((site === 'cross-site' || site === 'same-site') && [base, '/'].some(start => url.startsWith(start) && /^(?:__|@)/.test(url.slice(start.length)))) return 'A page of another site may not lead here'
  return undefined
}

function isDecodable(url: string): boolean {
  try {
    decodeURI(url)
    return true
  } catch {
    return false
  }
}

/** Names by which the Vite config lets this machine be called. */
function namesOf({ config }: ViteDevServer): string[] {
  const { allowedHosts, host } = config.server
  return [...Array.isArray(allowedHosts) ? allowedHosts : [], ...typeof host === 'string' ? [host] : []]
}

function refuse(response: ServerResponse, { status, reason }: Refusal, asksForPassword = false): void {
  response.statusCode = status
  response.setHeader('Content-Type', asksForPassword ? 'text/html; charset=utf-8' : 'text/plain; charset=utf-8')
  response.setHeader('Cache-Control', 'no-store')
  response.end(asksForPassword ? refusalPage(reason) : reason)
}

/** The options of the dev server. What Slidev would hand to every browser, the password, is gone from its own. */
export function takePassword(options: Pick<ResolvedSlidevOptions, 'remote'>): string | undefined {
  const { remote } = options
  delete options.remote
  return remote
}
