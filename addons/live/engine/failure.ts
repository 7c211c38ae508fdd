import type { Failure } from './protocol'

/** An error whose reason the page has a sentence for. */
export class LiveError extends Error {
  override name = 'LiveError'

  constructor(readonly failure: Failure, detail: string) {
    super(detail)
  }
}

/** The reason behind whatever was thrown in the worker. */
export function failureOf(error: unknown): { failure: Failure, detail: string } {
  const detail = lastLine(error instanceof Error ? error.message : String(error))
  if (error instanceof LiveError) return { failure: error.failure, detail }
  if (/MemoryError|out of memory|could not allocate|Array buffer allocation/i.test(detail) || error instanceof RangeError) return { failure: 'memory', detail }
  if (error instanceof Error && 'pyodide_fatal_error' in error) return { failure: 'panic', detail }
  return { failure: 'python', detail }
}

/** Python's reports say on their last line what it was. */
const lastLine = (text: string) => text.trim().split('\n').at(-1) ?? ''

const sentences: Record<Failure, string> = {
  'no-webassembly': 'This browser has no WebAssembly, which Python needs here.',
  'policy': 'This page’s security policy does not let WebAssembly run.',
  'download': 'A file could not be downloaded.',
  'memory': 'There is not enough memory for Python here.',
  'mismatch': 'The programs gave different answers, so their times mean nothing.',
  'worker': 'This browser would not start a worker.',
  'clock': 'This browser’s clock ticks too coarsely to time anything here.',
  'panic': 'The Rust module panicked, which ended its Python. The next run starts a new one.',
  'time-limit': 'It took too long, so it was stopped.',
  'python': 'Python stopped with an error.',
}

export const isFailure = (value: unknown): value is Failure => typeof value === 'string' && Object.hasOwn(sentences, value)

/** Browsers explain themselves at length; on a slide there is room for this many characters of it. */
const MOST_DETAIL = 80

/** One clear line: what happened, then the beginning of what the machine said of it. */
export function describeFailure(failure: Failure, detail = ''): string {
  const short = detail.length > MOST_DETAIL ? `${detail.slice(0, MOST_DETAIL).trimEnd()}…` : detail
  return short ? `${sentences[failure]} (${short})` : sentences[failure]
}
