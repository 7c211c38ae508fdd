/** What a built folder was made of, so that it can be told whether it still says what the sources say. */
import { createHash } from 'node:crypto'
import { readdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { siteUrl } from '../site-url'
import { ROOT } from './slidev'

export interface Stamp {
  /** The deck's Markdown file, from the project's folder. */
  entry: string
  /** Path that the deck was built for. */
  base: string
  /** Its address, where one was known. */
  site: string
  notes: boolean
  /** Hash of all files that a build reads. */
  inputs: string
}

/** In a built folder; hosts and the service worker leave such a file alone. */
const FILE = '.built.json'

/** What a build does not read, at the top of the project and anywhere in it. */
const NO_INPUT = /^(?:node_modules|dist|exported|tests|\..*|.*\.pdf|README\.md|LICENSE)$/
const NO_INPUT_BELOW = /(?:^|[/\\])(?:tests|target|__pycache__|\.cache)[/\\]|README\.md$/

/** A hash of every file that a build of the deck reads, and of this machine's version of Node. */
export async function hashInputs(): Promise<string> {
  const hash = createHash('sha256').update(process.version)
  for (const entry of (await readdir(ROOT)).filter(name => !NO_INPUT.test(name)).sort()) {
    const below = await readdir(path.join(ROOT, entry), { recursive: true, withFileTypes: true })
      .then(found => found.filter(file => file.isFile()).map(file => path.join(file.parentPath, file.name)).sort())
      .catch(() => [path.join(ROOT, entry)])
    for (const file of below) {
      const name = path.relative(ROOT, file)
      if (!NO_INPUT_BELOW.test(name)) hash.update(name).update('\0').update(await readFile(file)).update('\0')
    }
  }
  return hash.digest('hex').slice(0, 16)
}

/** What a build would be made of now. */
export async function presentStamp(options: Pick<Stamp, 'entry' | 'base' | 'notes'>): Promise<Stamp> {
  return { ...options, site: siteUrl(ROOT, options.base), inputs: await hashInputs() }
}

export function writeStamp(folder: string, stamp: Stamp): Promise<void> {
  return writeFile(path.join(folder, FILE), `${JSON.stringify(stamp)}\n`)
}

/** @returns undefined for a folder that holds no deck, or one that was built by hand */
export async function readStamp(folder: string): Promise<Stamp | undefined> {
  return readFile(path.join(folder, FILE), 'utf8').then(text => JSON.parse(text) as Stamp, () => undefined)
}
