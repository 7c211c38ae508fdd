import type { Server } from 'node:http'
import type { Stage, StageOptions } from './stage'
import { once } from 'node:events'
import { existsSync, readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { connect } from 'node:net'
import path from 'node:path'
import { reachable } from './addresses'
import { serveDeck } from './deck-files'
import { createStage } from './stage'
import { newToken } from './trust'

/** How to serve a built deck in the room. */
export interface ServeOptions extends Pick<StageOptions, 'votePage' | 'streams' | 'rates' | 'names'> {
  folder: string
  /** The first port to try; 0 takes any free one. */
  port: number
  /** Which of this machine's addresses phones are sent to; without it the likeliest, also when that changes. */
  address?: string
  token?: string
  /** Ms that a request may take to arrive. */
  patience?: number
}

/** A deck being served. */
export interface Serving {
  server: Server
  stage: Stage
  base: string
  port: number
  /** The address for phones, without the base; undefined without a network. */
  origin: () => string | undefined
  close: () => Promise<void>
}

/** Ports that are tried, one after the other. */
const PORTS = 20

/**
 * Serves the built deck with its stage on all of this machine's addresses. Requests that come slowly, or not at all, are
 * given up, so that nobody holds the server by its connections.
 *
 * @throws {Error} if there is no built deck in the folder, or none of the ports is free
 */
export async function serveStage({ folder, port, address, token = newToken(), patience = 10_000, ...options }: ServeOptions): Promise<Serving> {
  const base = builtBase(folder)
  let bound = 0
  const origin = () => {
    const host = address ?? reachable()[0]?.address
    return host && `http://${host}${bound === 80 ? '' : `:${bound}`}`
  }
  const stage = createStage({ ...options, base, token, origin })
  const files = serveDeck({ folder, base, token, names: options.names })
  const server = createServer({ headersTimeout: patience, requestTimeout: patience, keepAliveTimeout: 5000, connectionsCheckingInterval: Math.min(2000, patience) }, (request, response) => {
    const answer = () => {
      try {
        if (!stage.handle(request, response)) files(request, response)
      } catch {
        response.destroy()
      }
    }
    // sent before the former one was answered: it waits its turn, since a response that has no connection yet is not told when
    // that ends, and would keep its place among the event streams or its open file
    if (response.socket) answer()
    else response.once('socket', answer)
  })
  // for who asks for a file and does not take it; event streams set their own
  server.timeout = 120_000
  server.on('clientError', (_, socket) => socket.destroy())
  await listenFrom(server, port)
  bound = (server.address() as { port: number }).port
  return {
    server,
    stage,
    base,
    port: bound,
    origin,
    async close() {
      stage.close()
      server.close()
      server.closeAllConnections()
      await once(server, 'close')
    },
  }
}

/** The base path that a deck was built for, by where its page has its module from. */
function builtBase(folder: string): string {
  const file = path.join(folder, 'index.html')
  if (!existsSync(file)) throw new Error(`There is no built deck in ${folder}`)
  const [, base] = /<script\b[^>]* src="(\/[^"]*?)assets\//.exec(readFileSync(file, 'utf8')) ?? []
  if (!base) throw new Error(`${file} has no module at an absolute path: build the deck with a base such as / or /talks/rust/`)
  return base
}

/** Takes the first free port from this one on. */
async function listenFrom(server: Server, first: number): Promise<void> {
  const last = first && Math.min(65_535, first + PORTS)
  for (let port = first; port <= last; port += 1) {
    // a server on localhost alone would not keep this one from the port, but would get its requests
    if (port && (await answers(port, '127.0.0.1') || await answers(port, '::1'))) continue
    try {
      server.listen(port)
      await once(server, 'listening')
      return
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException
      if (code !== 'EADDRINUSE' && code !== 'EACCES') throw error
    }
  }
  throw new Error(`No port from ${first} to ${last} is free: choose one with --port`)
}

function answers(port: number, host: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ port, host, timeout: 500 })
    const done = (answer: boolean) => {
      socket.destroy()
      resolve(answer)
    }
    socket.on('connect', () => done(true)).on('error', () => done(false)).on('timeout', () => done(false))
  })
}
