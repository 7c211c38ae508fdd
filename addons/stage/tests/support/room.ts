import type { IncomingHttpHeaders } from 'node:http'
import type { Answer, Command, Poll, Snapshot } from '../../protocol'
import type { ServeOptions, Serving } from '../../server/serve'
import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises'
import { Agent, request } from 'node:http'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { parseSnapshot, PATHS } from '../../protocol'
import { serveStage } from '../../server/serve'

/** A small built deck in a folder of its own. */
export async function builtDeck(base = '/'): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'stage-deck-'))
  await mkdir(path.join(folder, 'assets'))
  await writeFile(path.join(folder, 'index.html'), `<!doctype html><title>Deck</title><script type="module" src="${base}assets/app.js"></script>`)
  await writeFile(path.join(folder, 'assets/app.js'), 'export {}')
  await writeFile(path.join(folder, '.env'), 'SECRET=1')
  return folder
}

export const page = { html: '<!doctype html><title>Vote</title>', zipped: Buffer.from(''), policy: 'default-src \'none\'' }

/** Serves a small deck on a free port; whoever opens it closes it, which removes the deck. */
export async function openRoom(options: Partial<ServeOptions> = {}): Promise<Serving & { close: () => Promise<void> }> {
  const folder = options.folder ?? await builtDeck()
  const serving = await serveStage({ folder, port: 0, votePage: () => page, ...options })
  return {
    ...serving,
    close: async () => {
      await serving.close()
      await rm(folder, { recursive: true })
    },
  }
}

/** What came back. */
export interface Reply {
  status: number
  headers: IncomingHttpHeaders
  body: string
}

const agent = new Agent({ keepAlive: true, maxSockets: 64 })

/** Asks the server as a program does that sends whatever headers it likes. */
export function ask(port: number, target: string, { method = 'GET', headers = {}, body, host = '127.0.0.1' }: { method?: string, headers?: Record<string, string>, body?: string | Buffer, host?: string } = {}): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const asked = request({ host, port, path: target, method, agent, headers: { ...body !== undefined && { 'Content-Length': String(Buffer.byteLength(body)) }, ...headers } }, (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(chunks).toString() }))
      response.on('error', reject)
    })
    asked.on('error', reject)
    asked.end(body)
  })
}

export function post(port: number, endpoint: string, body: unknown, headers: Record<string, string> = {}): Promise<Reply> {
  return ask(port, `/${endpoint}`, { method: 'POST', headers: { 'Content-Type': 'application/json', ...headers }, body: typeof body === 'string' ? body : JSON.stringify(body) })
}

export const command = (port: number, command: Command) => post(port, PATHS.control, command)
export const answer = (port: number, answer: Answer) => post(port, PATHS.answer, answer)

/** A held event stream. */
export interface Stream {
  status: number
  /** The last snapshot. */
  state: () => Snapshot | undefined
  /** How many snapshots came. */
  count: () => number
  /** What the speaker's other windows said. */
  windows: unknown[]
  /** Settles once the state is as wanted. */
  until: (is: (snapshot: Snapshot) => boolean) => Promise<Snapshot>
  /** Settles when the stream has ended. */
  ended: Promise<void>
  close: () => void
}

/** Opens an event stream, and has its first snapshot. */
export function listen(port: number, { headers = {}, window = '' } = {}): Promise<Stream> {
  return new Promise((resolve, reject) => {
    let state: Snapshot | undefined
    let count = 0
    const windows: unknown[] = []
    const waiting = new Set<() => void>()
    let end = () => {}
    const ended = new Promise<void>(done => (end = done))
    const asked = request({ host: '127.0.0.1', port, path: `/${PATHS.events}?window=${window}`, headers, agent: false }, (response) => {
      const stream: Stream = {
        status: response.statusCode ?? 0,
        state: () => state,
        count: () => count,
        windows,
        until: is => new Promise((done) => {
          const check = () => {
            if (!state || !is(state)) return
            waiting.delete(check)
            done(state)
          }
          waiting.add(check)
          check()
        }),
        ended,
        close: () => asked.destroy(),
      }
      if (stream.status !== 200) resolve(stream)
      let text = ''
      response.setEncoding('utf8')
      response.on('data', (chunk: string) => {
        text += chunk
        for (let end = text.indexOf('\n\n'); end >= 0; end = text.indexOf('\n\n')) {
          const lines = text.slice(0, end).split('\n')
          text = text.slice(end + 2)
          const field = (name: string) => lines.find(line => line.startsWith(`${name}: `))?.slice(name.length + 2)
          const data = field('data') ?? ''
          if (field('event') === 'windows') windows.push(JSON.parse(data))
          if (field('event') !== 'state') continue
          state = parseSnapshot(data)
          count += 1
          if (count === 1) resolve(stream)
          for (const check of [...waiting]) check()
        }
      })
      response.on('close', end)
      response.on('error', () => {})
    })
    asked.on('error', (error) => {
      end()
      reject(error)
    })
    asked.end()
  })
}

export const definition = { id: 'time', question: 'How long?', choices: ['100×', '10×', 'the same', 'slower'] }

/** Opens the poll and says its round. */
export async function openPoll(port: number, poll = definition): Promise<Poll> {
  await command(port, { kind: 'open', poll })
  const stream = await listen(port)
  const found = stream.state()?.polls.find(({ id }) => id === poll.id)
  stream.close()
  if (!found) throw new Error('The poll did not open')
  return found
}
