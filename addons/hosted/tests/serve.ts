import type { IncomingMessage, ServerResponse } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { once } from 'node:events'
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import path from 'node:path'
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import { lookup } from 'mrmime'
import sirv from 'sirv'

/** A folder being served. */
export interface Served {
  /** Address of its root, with a slash at the end. */
  url: string
  /** What it was asked for and has sent until now, headers included. */
  traffic: () => { requests: number, bytes: number }
  close: () => Promise<void>
}

/** How to serve a folder; see `serveFolder`. */
export interface ServeOptions {
  folder: string
  /** Base path of the folder, with slashes at both ends. */
  base?: string
  /** 0 takes a free one. */
  port?: number
  /** What the host answers to a path; it begins with a slash. Left out, an unknown page gets `index.html`. */
  hosting?: (pathname: string) => { status: number, file?: string | undefined, headers: Record<string, string> }
  /** Response headers in place of the host's. */
  headers?: ((pathname: string) => Record<string, string>) | undefined
}

const COMPRESSIBLE = /\.(?:html|js|mjs|css|svg|json|webmanifest|txt|xml|wasm)$/

/**
 * Writes a gzipped copy beside every file that a host would send compressed, at the level that hosts use; `serveFolder`
 * sends those.
 */
export async function compressFolder(folder: string): Promise<void> {
  const files = await readdir(folder, { recursive: true, withFileTypes: true })
  for (const file of files) {
    if (!file.isFile() || !COMPRESSIBLE.test(file.name)) continue
    const name = path.join(file.parentPath, file.name)
    await writeFile(`${name}.gz`, await promisify(gzip)(await readFile(name), { level: 6 }))
  }
}

/** Serves a built site as a static host does, compressed where `compressFolder` has been. */
export async function serveFolder({ folder, base = '/', port = 0, hosting, headers }: ServeOptions): Promise<Served> {
  const send = sirv(folder, { gzip: true, etag: true, single: !hosting, dotfiles: false })
  const answer = (request: IncomingMessage, response: ServerResponse) => {
    const pathname = (request.url ?? '/').replace(/[?#].*/, '')
    const { status, file, headers: own } = hosting?.(pathname) ?? { status: 200, file: pathname.slice(1), headers: {} }
    for (const [name, value] of Object.entries(headers?.(pathname) ?? own)) response.setHeader(name, value)
    if (file === undefined) return response.writeHead(status).end()
    if (status !== 200) return void readFile(path.join(folder, file)).then(content => response.writeHead(status, { 'Content-Type': lookup(file) ?? '' }).end(content), () => response.writeHead(status).end())
    request.url = `/${encodeURI(file)}`
    send(request, response, () => void response.writeHead(404).end('Not found'))
  }
  let requests = 0
  const sockets: Socket[] = []
  const server = createServer((request, response) => {
    requests += 1
    if (!request.url?.startsWith(base)) {
      response.writeHead(404, { 'Content-Type': 'text/plain' }).end(`This site is at ${base}`)
      return
    }
    request.url = request.url.slice(base.length - 1)
    answer(request, response)
  })
  server.on('connection', socket => sockets.push(socket))
  server.listen(port, 'localhost')
  await once(server, 'listening')
  return {
    url: `http://localhost:${(server.address() as AddressInfo).port}${base}`,
    traffic: () => ({ requests, bytes: sockets.reduce((sum, socket) => sum + socket.bytesWritten, 0) }),
    close: async () => {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}
