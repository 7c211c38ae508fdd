/**
 * The stage's request handler: the vote page, its event stream and answers, the speaker's commands, and what the speaker's
 * windows say to each other. `npm run present` puts it before the built deck, `npm run dev` before Vite.
 *
 * | path | who | does |
 * |---|---|---|
 * | GET `vote` | everybody | the page for phones |
 * | GET `vote/events` | everybody | event stream: `state` is a snapshot, `beat` a sign of life, `windows` the speaker's |
 * | POST `vote/answer` | everybody, so many a second | counts a phone's answer |
 * | POST `vote/control` | the speaker | opens, closes, resets, shows a poll |
 * | POST `vote/windows` | the speaker | passes a message on to the speaker's other windows |
 * | GET `vote/enter?token=…` | who has the token | makes this browser the speaker's |
 *
 * The speaker is who asks from this machine, or from a browser that has shown the token. State is in memory and ends with
 * the process; no address, name or answer is written or logged.
 */
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Join, Snapshot } from '../protocol'
import type { Rate } from './rates'
import type { StreamOptions } from './streams'
import type { VotePage } from './vote-page'
import { encode } from 'uqr'
import { LIMITS, parseAnswer, parseCommand, PATHS, WireError } from '../protocol'
import { isStagePath, pathBelow } from './paths'
import { createPolls, Refusal } from './polls'
import { limit } from './rates'
import { createStreams } from './streams'
import { isSpeaker, isToken, newToken, speakerCookie, wrongSender } from './trust'

export interface StageOptions {
  /** The deck's base path, with slashes at both ends. */
  base: string
  /** Asked for with each request for the page. */
  votePage: () => VotePage
  /** This machine's address for phones, `http://192.168.1.20:8080`; undefined without a network. Asked for with each message. */
  origin: () => string | undefined
  /** What the speaker shows; made up unless given. */
  token?: string
  /** Names that this machine is called by, besides its own and its addresses. */
  names?: readonly string[]
  streams?: Partial<StreamOptions>
  /** Answers, by address and by phone. An address is a whole room where that is behind one router. */
  rates?: { address: Rate, phone: Rate }
}

export interface Stage {
  token: string
  /** Answers the request; false if it is none of the stage's. It never throws. */
  handle: (request: IncomingMessage, response: ServerResponse) => boolean
  /** This machine's address has changed. */
  moved: () => void
  /** How many event streams are open. */
  listeners: () => number
  close: () => void
}

const RATES = { address: { burst: 2000, perSecond: 200 }, phone: { burst: 10, perSecond: 2 } }

const FOR_THE_SPEAKER = 'Only the speaker may do this: on the machine that runs the server, at localhost, or with the address that its terminal printed'

/** Every response: not kept anywhere, not taken for something else, not framed, not told to other sites. */
const HEADERS = { 'Cache-Control': 'no-store', 'X-Content-Type-Options': 'nosniff', 'X-Frame-Options': 'DENY', 'Referrer-Policy': 'no-referrer' }

export function createStage({ base, votePage, origin, token = newToken(), names = [], streams: streamOptions, rates = RATES }: StageOptions): Stage {
  const boot = newToken()
  const polls = createPolls()
  const mayAnswer = limit(rates.address)
  const mayAnswerOnPhone = limit(rates.phone)
  let join: Join | undefined

  function joinAt(address: string | undefined): Join | undefined {
    const url = address && address + base + PATHS.page
    // in capitals, which this server takes for small letters, a code has fewer and larger modules
    if (url !== join?.url) join = url ? { url, ...drawCode(base === '/' ? url.toUpperCase() : url) } : undefined
    return join
  }

  const streams = createStreams(speaker => JSON.stringify({
    boot,
    speaker,
    polls: polls.list(speaker),
    ...speaker && { join: joinAt(origin()) },
  } satisfies Snapshot), streamOptions)

  const posts: Record<string, { most: number, forSpeaker: boolean, take: (body: string, request: IncomingMessage) => void }> = {
    [PATHS.answer]: {
      most: LIMITS.answerBody,
      forSpeaker: false,
      take(body, { socket }) {
        if (!mayAnswer(socket.remoteAddress ?? '')) throw new Refusal(429, 'Too many answers at once: yours is sent again in a moment')
        const answer = parseAnswer(body)
        if (!mayAnswerOnPhone(answer.phone)) throw new Refusal(429, 'That was too fast: your answer is sent again in a moment')
        polls.answer(answer)
        streams.changed('speaker')
      },
    },
    [PATHS.control]: {
      most: LIMITS.controlBody,
      forSpeaker: true,
      take(body) {
        if (polls.command(parseCommand(body))) streams.changed('all')
      },
    },
    [PATHS.windows]: {
      most: LIMITS.windowsBody,
      forSpeaker: true,
      take(body, request) {
        // in one line, whatever it is: the windows check what they are sent
        streams.passOn(JSON.stringify(parseJson(body)), query(request).get('window') ?? '')
      },
    },
  }

  function respond(request: IncomingMessage, response: ServerResponse, path: string): void {
    const wrong = wrongSender(request, names)
    if (wrong) return refuse(response, 403, wrong)
    const post = posts[path]
    if (post) {
      if (request.method !== 'POST') return refuse(response, 405, 'This takes a POST')
      if (post.forSpeaker && !isSpeaker(request, token)) return refuse(response, 403, FOR_THE_SPEAKER)
      // a form of another site can't send this type without asking first
      if (!request.headers['content-type']?.startsWith('application/json')) return refuse(response, 415, 'This takes application/json')
      return readBody(request, post.most, (body) => {
        if (body === undefined) {
          response.setHeader('Connection', 'close')
          return refuse(response, 413, `This takes ${post.most} bytes`)
        }
        try {
          post.take(body, request)
          response.writeHead(204, HEADERS).end()
        } catch (error) {
          if (error instanceof Refusal) refuse(response, error.status, error.message)
          else if (error instanceof WireError) refuse(response, 400, error.message)
          else refuse(response, 500, 'The server failed')
        }
      })
    }
    if (request.method !== 'GET' && request.method !== 'HEAD') return refuse(response, 405, 'This takes a GET')
    if (path === PATHS.events) {
      if (!streams.add(request, response, isSpeaker(request, token), query(request).get('window') ?? '')) refuse(response, 503, 'Too many are listening')
    } else if (path === PATHS.enter) {
      enter(request, response)
    } else {
      const { html, zipped, policy } = votePage()
      const zip = /\bgzip\b/.test(String(request.headers['accept-encoding']))
      response.writeHead(200, {
        ...HEADERS,
        'Content-Type': 'text/html; charset=utf-8',
        'Content-Security-Policy': policy,
        'Vary': 'Accept-Encoding',
        ...zip && { 'Content-Encoding': 'gzip' },
      }).end(request.method === 'HEAD' ? undefined : zip ? zipped : html)
    }
  }

  function enter(request: IncomingMessage, response: ServerResponse): void {
    if (!isToken(query(request).get('token') ?? '', token)) return refuse(response, 403, 'That is not the token that the terminal printed: it prints another one at each start')
    const presenter = `${base}presenter/1`
    // a page, not a redirect: after one that another site's link began, a browser would keep the cookie to itself
    response.writeHead(200, {
      ...HEADERS,
      'Content-Type': 'text/html; charset=utf-8',
      'Set-Cookie': speakerCookie(token, request.socket.localPort ?? 0, base),
    }).end(`<!doctype html><meta charset="utf-8"><title>Presenter</title><meta http-equiv="refresh" content="0;url=${presenter}"><a href="${presenter}">Presenter</a>`)
  }

  return {
    token,
    handle(request, response) {
      const path = pathBelow(base, request)
      if (!isStagePath(path)) return false
      const known = path.toLowerCase().replace(/^(\w+)\/$/, '$1')
      response.on('error', () => response.destroy())
      if (!(Object.values(PATHS) as string[]).includes(known)) refuse(response, 404, 'There is nothing here')
      else respond(request, response, known)
      return true
    },
    moved: () => streams.changed('speaker'),
    listeners: streams.size,
    close: streams.close,
  }
}

function query({ url = '' }: IncomingMessage): URLSearchParams {
  return new URLSearchParams(url.slice(url.indexOf('?') + 1))
}

/** Refuses in JSON, whose `error` says why. */
export function refuse(response: ServerResponse, status: number, error: string): void {
  response.writeHead(status, { ...HEADERS, 'Content-Type': 'application/json' }).end(JSON.stringify({ error }))
}

/** Reads a body of at most so many bytes; a longer one is not read to its end. */
function readBody(request: IncomingMessage, most: number, done: (body: string | undefined) => void): void {
  const chunks: Buffer[] = []
  let length = 0
  request.on('data', (chunk: Buffer) => {
    length += chunk.length
    if (length <= most) return chunks.push(chunk)
    request.removeAllListeners('data').removeAllListeners('end').pause()
    done(undefined)
  })
  request.on('end', () => done(Buffer.concat(chunks).toString()))
  request.on('error', () => {})
}

function parseJson(json: string): unknown {
  try {
    return JSON.parse(json)
  } catch {
    throw new WireError('the message is not JSON')
  }
}

function drawCode(url: string): Pick<Join, 'size' | 'path'> {
  const { data, size } = encode(url, { ecc: 'M', border: 4 })
  // each run of dark modules is one rectangle
  const runs = data.flatMap((row, y) => [...row.map(Number).join('').matchAll(/1+/g)].map(({ index, 0: run }) => `M${index} ${y}h${run.length}v1h-${run.length}z`))
  return { size, path: runs.join('') }
}
