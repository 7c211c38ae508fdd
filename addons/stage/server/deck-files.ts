import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Readable } from 'node:stream'
import sirv from 'sirv'
import { pathBelow, servedCookie } from './paths'
import { refuse } from './stage'
import { isSpeaker, wrongSender } from './trust'

/** A built deck, as it is served in the room. */
export interface DeckFiles {
  folder: string
  /** Base path that it was built for, with slashes at both ends. */
  base: string
  token: string
  names?: readonly string[]
}

/** Slidev's pages for the speaker; its router takes capitals for small letters. */
const SPEAKERS_PAGES = /^\/*(?:presenter|entry|notes|notes-edit)(?:\/|$)/i

/**
 * In the place of the deck's service worker: one that takes itself away. The server is on this very machine, so nothing
 * has to be kept, and a kept deck of yesterday would be shown instead of today's.
 */
const NO_WORKER = 'self.addEventListener("install",()=>self.skipWaiting());self.addEventListener("activate",event=>event.waitUntil(self.registration.unregister()))'

const FOR_THE_SPEAKER = '<!doctype html><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>For the speaker</title><p>This page is for the speaker: on the machine that runs the server, at localhost, or with the address that its terminal printed.'

/** Serves the deck's files, and nothing else, to everybody, and the presenter's pages to the speaker. */
export function serveDeck({ folder, base, token, names = [] }: DeckFiles): (request: IncomingMessage, response: ServerResponse) => void {
  const serve = sirv(folder, {
    etag: true,
    single: true,
    setHeaders: (response, file) => {
      const fixed = file.startsWith('/assets/') || file.startsWith('/pyodide-')
      response.setHeader('Cache-Control', fixed ? 'public, max-age=31536000, immutable' : 'no-cache')
    },
    onNoMatch: (_, response) => refuse(response, 404, 'There is no such file'),
  })
  return (request, response) => {
    response.on('error', () => response.destroy())
    const wrong = wrongSender(request, names)
    if (wrong) return refuse(response, 403, wrong)
    if (request.method !== 'GET' && request.method !== 'HEAD') return refuse(response, 405, 'This takes a GET')
    const below = pathBelow(base, request)
    if (below === undefined) {
      response.writeHead(302, { Location: base }).end()
      return
    }
    const path = decode(below)
    if (path === undefined) return refuse(response, 400, 'That is not an address')
    for (const [name, value] of [['X-Content-Type-Options', 'nosniff'], ['X-Frame-Options', 'SAMEORIGIN'], ['Referrer-Policy', 'same-origin'], ['Cross-Origin-Opener-Policy', 'same-origin']] as const) response.setHeader(name, value)
    if (path === 'sw.js') {
      response.writeHead(200, { 'Content-Type': 'text/javascript', 'Cache-Control': 'no-store' }).end(NO_WORKER)
      return
    }
    if (SPEAKERS_PAGES.test(path) && !isSpeaker(request, token)) {
      response.writeHead(403, { 'Content-Type': 'text/html; charset=utf-8', 'Cache-Control': 'no-store' }).end(FOR_THE_SPEAKER)
      return
    }
    if (!/\.(?!html$)\w+$/.test(path)) response.setHeader('Set-Cookie', servedCookie(request, base))
    if (!isRange(request.headers.range)) delete request.headers.range
    // sirv's stream of the file: it may fail (gone, too many open), and a receiver that goes away would leave it open
    response.on('pipe', (file: Readable) => {
      file.on('error', () => response.destroy())
      response.on('close', () => file.destroy())
    })
    request.url = `/${below}${request.url?.match(/\?.*/s)?.[0] ?? ''}`
    serve(request, response)
  }
}

/** One that sirv can send; with any other the whole file is sent, and some would throw. */
function isRange(range = ''): boolean {
  const [, from, to] = /^bytes=(\d{1,12})-(\d{0,12})$/.exec(range) ?? []
  return from !== undefined && (!to || Number(from) <= Number(to))
}

function decode(path: string): string | undefined {
  try {
    return decodeURIComponent(path)
  } catch {
    return undefined
  }
}
