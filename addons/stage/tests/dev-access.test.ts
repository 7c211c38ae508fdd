// @vitest-environment node
import type { IncomingMessage, RequestListener, Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { once } from 'node:events'
import { createServer, request } from 'node:http'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { devAccess, takePassword } from '../dev-access/dev-access'

type Handle = (...all: unknown[]) => unknown

const servers: Server[] = []
afterEach(() => servers.splice(0).forEach(server => server.close()))

/** What is let through is answered with 200, or by the handle given. */
async function devServer(remote: string | undefined, handle: Handle = (_, response) => (response as { end: (text: string) => void }).end('source'), ws?: object) {
  const stack: { handle: Handle }[] = []
  const listener: RequestListener = (request, response) => {
    let index = 0
    const next = (error?: unknown) => {
      if (error) return response.writeHead(500).end('failed')
      stack[index++]?.handle(request, response, next)
    }
    next()
  }
  const httpServer = createServer(listener)
  const warn = vi.fn()
  const { configureServer } = devAccess({ remote, isOpen: ({ url }) => url === '/vote' }) as { configureServer: { handler: (server: unknown) => () => void } }
  const finish = configureServer.handler({
    httpServer,
    config: { base: '/', server: { allowedHosts: [], ws }, logger: { warn, error: () => {} } },
    middlewares: { stack, use: (handle: Handle) => stack.push({ handle }) },
  })
  stack.push({ handle })
  finish()
  httpServer.on('upgrade', (request: IncomingMessage, socket) => {
    if (request.headers['sec-websocket-protocol'] === 'vite-hmr') socket.end('HTTP/1.1 101 Switching Protocols\r\n\r\n')
  })
  servers.push(httpServer.listen(0, '127.0.0.1'))
  await once(httpServer, 'listening')
  const { port } = httpServer.address() as AddressInfo

  const ask = (path: string, headers: Record<string, string> = {}, method = 'GET') => new Promise<{ status?: number, text: string, cookie: string }>((resolve, reject) => {
    const sent = request({ port, host: '127.0.0.1', agent: false, path, method, headers: { Host: `localhost:${port}`, ...headers } }, (response) => {
      let text = ''
      response.on('data', part => (text += String(part)))
      response.on('end', () => resolve({ status: response.statusCode, text, cookie: String(response.headers['set-cookie'] ?? '').replace(/;.*/, '') }))
    })
    sent.on('upgrade', (response, socket) => {
      socket.destroy()
      resolve({ status: response.statusCode, text: '', cookie: '' })
    })
    sent.on('error', reject).end()
  })
  return { ask, warn, origin: `http://localhost:${port}` }
}

/** A request that a proxy passed on comes from another machine. */
const FROM_ELSEWHERE = { 'X-Forwarded-For': '192.0.2.7' }
const PAGE = { Accept: 'text/html' }
const SOCKET = { 'Connection': 'Upgrade', 'Upgrade': 'websocket', 'Sec-WebSocket-Protocol': 'vite-hmr' }

describe('the dev server, for this machine', () => {
  it('answers its own pages and programs', async () => {
    const { ask, origin } = await devServer(undefined)
    expect((await ask('/__slidev/slides/1.json')).status).toBe(200)
    expect((await ask('/__slidev/slides/1.json', { Origin: origin }, 'POST')).status).toBe(200)
    expect((await ask('/', SOCKET)).status).toBe(101)
  })

  it.each([
    ['a page of another origin that posts', { 'Origin': 'http://evil.example', 'Content-Type': 'text/plain' }, 'POST'],
    ['a page without an origin', { Origin: 'null' }, 'POST'],
    ['another port of this machine', { Origin: 'http://localhost:1' }, 'POST'],
    ['another site\'s script element', { 'Sec-Fetch-Site': 'cross-site', 'Sec-Fetch-Mode': 'no-cors' }, 'GET'],
    ['a name that leads here (DNS rebinding)', { Host: 'evil.example' }, 'GET'],
  ])('refuses %s with 403', async (_, headers: Record<string, string>, method) => {
    const { ask } = await devServer(undefined)
    expect((await ask('/__slidev/slides/1.json', headers, method)).status).toBe(403)
    expect((await ask('/', { ...SOCKET, ...headers })).status).toBe(403)
  })

  it('can be opened by another site\'s link', async () => {
    const { ask } = await devServer(undefined)
    expect((await ask('/', { ...PAGE, 'Sec-Fetch-Site': 'cross-site', 'Sec-Fetch-Mode': 'navigate' })).status).toBe(200)
  })

  it.each(['/__open-in-editor?file=x', '/__slidev/slides/1.json', '/@fs/etc/hosts'])('can\'t be led to %s by one', async (path) => {
    const { ask } = await devServer(undefined)
    const opened = { ...PAGE, 'Sec-Fetch-Mode': 'navigate' }
    expect((await ask(path, { ...opened, 'Sec-Fetch-Site': 'cross-site' })).status).toBe(403)
    expect((await ask(path, { ...opened, 'Sec-Fetch-Site': 'none' })).status).toBe(200)
  })

  it.each(['//', '//evil.example/x', '/\\evil.example', '/vote/..', '/vote/%2E./@fs/etc/hosts', '/vote\\..\\x', '/%', '/%E0%A4%A', 'http://[', '*'])('answers %s, which is no path', async (path) => {
    const { ask } = await devServer(undefined)
    expect((await ask(path)).status).toBe(400)
    expect((await ask(path, SOCKET)).status).toBe(400)
  })

  it.each([
    ['rejects', () => Promise.reject(new Error('no JSON'))],
    ['throws', () => { throw new Error('no JSON') }],
  ])('answers, and goes on, where a middleware %s', async (_, handle) => {
    const { ask } = await devServer(undefined, handle)
    expect((await ask('/x')).status).toBe(500)
    expect((await ask('/x')).status).toBe(500)
  })
})

describe('the dev server, for other machines', () => {
  it('has nothing without a password, and says what to use', async () => {
    const { ask, warn } = await devServer('')
    for (const path of ['/', '/__slidev/slides/1.json', '/@slidev/configs', '/__mcp', '/@fs/etc/hosts']) {
      const { status, text } = await ask(path, FROM_ELSEWHERE)
      expect([path, status]).toEqual([path, 401])
      expect(text).toContain('npm run present')
    }
    expect((await ask('/', { ...SOCKET, ...FROM_ELSEWHERE })).status).toBe(401)
    expect(warn).toHaveBeenCalledWith(expect.stringContaining('--remote=<password>'))
  })

  it('opens with the password of the printed link, which ends in a slash, and then with the cookie', async () => {
    const { ask } = await devServer('x y')
    const entered = await ask('/entry?password=x%20y/', { ...FROM_ELSEWHERE, ...PAGE })
    expect(entered.status).toBe(200)
    expect(entered.text).toContain('content="0; url=/entry"')
    expect(entered.cookie).toMatch(/^stage-speaker-\d+=.{22}$/)
    const known = { ...FROM_ELSEWHERE, Cookie: entered.cookie }
    expect((await ask('/__slidev/slides/1.json', known)).status).toBe(200)
    expect((await ask('/', { ...SOCKET, ...known })).status).toBe(101)
    expect((await ask('/__slidev/slides/1.json', { ...FROM_ELSEWHERE, Cookie: `${entered.cookie}x` })).status).toBe(401)
  })

  it('asks for the password where it is missing or wrong, and for a while for nothing after many wrong ones', async () => {
    const { ask } = await devServer('right')
    expect((await ask('/', { ...FROM_ELSEWHERE, ...PAGE })).text).toContain('name="password"')
    for (let i = 0; i < 20; i++) expect((await ask('/?password=wrong', { ...FROM_ELSEWHERE, ...PAGE })).status).toBe(401)
    expect((await ask('/?password=right', { ...FROM_ELSEWHERE, ...PAGE })).status).toBe(401)
  })

  it('has what looks after itself', async () => {
    const { ask } = await devServer('right')
    expect((await ask('/vote', FROM_ELSEWHERE)).status).toBe(200)
    expect((await ask('/vote', { ...FROM_ELSEWHERE, Origin: 'http://evil.example' })).status).toBe(403)
    // which Vite would take for its own
    for (const path of ['/vote', '/vote/..']) expect((await ask(path, { ...SOCKET, ...FROM_ELSEWHERE })).status).not.toBe(101)
  })

  it('is refused where hot updates have a server of their own', async () => {
    await expect(devServer('right', undefined, { port: 1 })).rejects.toThrow('npm run present')
    await expect(devServer(undefined, undefined, { port: 1 })).resolves.toBeDefined()
  })
})

it('no browser gets the password', () => {
  const options = { remote: 'secret' }
  expect(takePassword(options)).toBe('secret')
  expect(options).not.toHaveProperty('remote')
})
