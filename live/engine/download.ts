import { LiveError } from './failure'

/** Counts the bytes of all downloads together, as they are once decompressed. */
export class Progress {
  private loaded = 0

  constructor(private readonly total: number, private readonly report: (loaded: number, total: number) => void) {}

  add(bytes: number): void {
    this.loaded += bytes
    this.report(this.loaded, this.total)
  }
}

const nameOf = (url: string) => new URL(url).pathname.split('/').at(-1) ?? url

/**
 * Fetches a file and counts its bytes on the way.
 *
 * @param size of the file as the build made it; anything else that arrives is not that file.
 * @throws LiveError 'download', naming the file: unreachable host, HTTP error, a page in the file's place, broken off.
 */
export async function download(url: string, size: number, progress: Progress): Promise<Uint8Array<ArrayBuffer>> {
  const name = nameOf(url)
  const failed = (why: string) => new LiveError('download', `${name}: ${why}`)
  const response = await fetch(url).catch(() => Promise.reject(failed('the host can’t be reached')))
  if (!response.ok)
    throw failed(`HTTP ${response.status}`)
  if (!response.body)
    throw failed('empty')
  const bytes = new Uint8Array(size)
  const reader = response.body.getReader()
  let at = 0
  for (;;) {
    const { done, value } = await reader.read().catch(() => Promise.reject(failed('the connection broke off')))
    if (done)
      break
    if (at + value.length > size)
      throw failed('something else is there in its place')
    bytes.set(value, at)
    at += value.length
    progress.add(value.length)
  }
  if (at !== size)
    throw failed(`${at} of ${size} bytes arrived`)
  return bytes
}
