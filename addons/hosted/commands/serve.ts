import type { AddressInfo, Socket } from 'node:net'
import { once } from 'node:events'
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import path from 'node:path'
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
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
  /** Path that the folder stands under, with slashes at both ends. */
  base?: string
  /** 0 takes a free one. */
  port?: number
  /**
   * What an unknown path without an extension gets: `index.html` with status 200, as `_redirects` asks of a host, or
   * `404.html` with status 404, as a host without rewrites does it.
   */
  fallback?: 'index' | '404'
  /** Response headers of a file; its path begins with a slash, without the base. */
  headers?: (pathname: string) => Record<string, string>
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
export async function serveFolder({ folder, base = '/', port = 0, fallback = 'index', headers }: ServeOptions): Promise<Served> {
  const notFound = fallback === '404' ? await readFile(path.join(folder, '404.html')) : 'Not found'
  const serve = sirv(folder, {
    gzip: true,
    etag: true,
    single: fallback === 'index',
    setHeaders: (response, pathname) => {
      for (const [name, value] of Object.entries(headers?.(pathname) ?? {})) response.setHeader(name, value)
    },
    onNoMatch: (_, response) => {
      response.writeHead(404, { 'Content-Type': fallback === '404' ? 'text/html' : 'text/plain' }).end(notFound)
    },
  })
  let requests = 0
  const sockets: Socket[] = []
  const server = createServer((request, response) => {
    requests += 1
    if (!request.url?.startsWith(base)) {
      response.writeHead(404, { 'Content-Type': 'text/plain' }).end(`This site is at ${base}`)
      return
    }
    request.url = request.url.slice(base.length - 1)
    serve(request, response)
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
