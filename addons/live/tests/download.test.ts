import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { download, Progress } from '../engine/download'

/** A file of 1000 bytes, of which a host that compresses sends 250. */
const FILE = { bytes: 1000, sent: 250 }

/** A host that answers with these pieces, unpacked by the browser. */
function answer(pieces: number[], headers: HeadersInit = {}): void {
  const body = new ReadableStream({
    start(controller) {
      pieces.forEach(length => controller.enqueue(new Uint8Array(length).fill(7)))
      controller.close()
    },
  })
  vi.stubGlobal('fetch', async () => new Response(body, { headers }))
}

const told: [number, number][] = []
const fetched = () => download('https://example.org/a.wasm', FILE, new Progress(FILE.sent, (loaded, total) => told.push([loaded, total])))

beforeEach(() => told.splice(0))
afterEach(() => void vi.unstubAllGlobals())

it('counts a compressed file as it is on its way, so that it ends where the button says', async () => {
  answer([400, 600], { 'content-encoding': 'br' })
  expect(await fetched()).toEqual(new Uint8Array(1000).fill(7))
  expect(told).toEqual([[100, 250], [250, 250]])
})

it('counts a file that the host didn’t compress as it is, and expects that much more', async () => {
  answer([400, 600])
  await fetched()
  expect(told).toEqual([[400, 1000], [1000, 1000]])
})

it.each([
  ['longer', [400, 601], 'a.wasm: a different file is there'],
  ['shorter', [400], 'a.wasm: 400 of 1000 bytes arrived'],
])('a file that is %s is another one', async (_, pieces, message) => {
  answer(pieces)
  await expect(fetched()).rejects.toThrow(message)
})

it('a host that can’t be reached, or has no such file, is named with the file', async () => {
  vi.stubGlobal('fetch', async () => Promise.reject(new TypeError('no')))
  await expect(fetched()).rejects.toThrow('a.wasm: the host can’t be reached')
  vi.stubGlobal('fetch', async () => new Response('', { status: 404 }))
  await expect(fetched()).rejects.toThrow('a.wasm: HTTP 404')
})
