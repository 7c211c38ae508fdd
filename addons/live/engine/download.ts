import type { RuntimeFile } from './assets'
import { LiveError } from './failure'

/** Counts the bytes of all downloads together, as they are on their way. */
export class Progress {
  private loaded = 0

  constructor(private total: number, private readonly report: (loaded: number, total: number) => void) {}

  add(bytes: number): void {
    this.loaded += bytes
    this.report(this.loaded, this.total)
  }

  /** There is more to come than was thought. */
  expectMore(bytes: number): void {
    this.total += bytes
  }
}

const nameOf = (url: string) => new URL(url).pathname.split('/').at(-1) ?? url

/**
 * Fetches a file and counts its bytes on the way. A browser hands them over unpacked, so those of a compressed file count
 * for their share of what is sent; of one that the host didn't compress they count as they are.
 *
 * @param file its sizes as the build made it; anything else that arrives is not that file.
 * @throws LiveError 'download', naming the file: unreachable host, HTTP error, a page in the file's place, broken off.
 */
export async function download(url: string, { bytes: size, sent }: Omit<RuntimeFile, 'name'>, progress: Progress): Promise<Uint8Array<ArrayBuffer>> {
  const name = nameOf(url)
  const failed = (why: string) => new LiveError('download', `${name}: ${why}`)
  const response = await fetch(url).catch(() => Promise.reject(failed('the host can’t be reached')))
  if (!response.ok) throw failed(`HTTP ${response.status}`)
  if (!response.body) throw failed('empty')
  const isCompressed = response.headers.has('content-encoding')
  if (!isCompressed) progress.expectMore(size - sent)
  const bytes = new Uint8Array(size)
  const reader = response.body.getReader()
  let at = 0
  for (;;) {
    const { done, value } = await reader.read().catch(() => Promise.reject(failed('the connection broke off')))
    if (done) break
    if (at + value.length > size) throw failed('a different file is there')
    bytes.set(value, at)
    at += value.length
    progress.add(isCompressed ? value.length * sent / size : value.length)
  }
  if (at !== size) throw failed(`${at} of ${size} bytes arrived`)
  return bytes
}
