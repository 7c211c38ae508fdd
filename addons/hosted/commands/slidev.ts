/** Slidev's command line and the deck's settings, for the scripts. */
import type { SlidevData } from '@slidev/types'
import { spawn } from 'node:child_process'
import { createRequire } from 'node:module'
import path from 'node:path'
import process from 'node:process'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { parser } from '@slidev/cli'

/** The project's folder. */
export const ROOT = path.resolve(fileURLToPath(import.meta.url), '../../../..')

const TSX = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href

/** What the scripts need to know of the deck. */
export interface Deck {
  title: string
  lang: string
  /** Name of the PDF without ".pdf", where the deck gives one. */
  exportFilename: string | undefined
  slides: SlidevData['slides']
}

/**
 * Reads the deck as Slidev does, without starting it.
 *
 * @param entry the deck's Markdown file, from the project's folder
 */
export async function readDeck(entry = 'slides.md'): Promise<Deck> {
  const file = path.resolve(ROOT, entry)
  const { headmatter, slides } = await parser.load({ userRoot: ROOT, roots: [ROOT], allowedRoots: [ROOT] }, file)
  const config = parser.resolveConfig(headmatter, undefined, file)
  return {
    title: config.title,
    // as Slidev's own page has it
    lang: String(headmatter.lang ?? config.htmlAttrs.lang ?? 'en'),
    exportFilename: config.exportFilename || undefined,
    slides,
  }
}

/** Slidev ended with an error; `output` is what it had said, where that was not shown at once. */
export class SlidevError extends Error {
  override name = 'SlidevError'
  constructor(message: string, readonly output: string) {
    super(message)
  }
}

/**
 * Runs Slidev's command line in a process of its own.
 *
 * @param args as after `slidev`
 * @param options `chromium`: the browser's program, where one is needed; `quiet`: show nothing unless it fails
 * @throws {SlidevError} if it ends with another code than 0
 */
export async function runSlidev(args: string[], { chromium, quiet = false }: { chromium?: string, quiet?: boolean } = {}): Promise<void> {
  const child = spawn(process.execPath, ['--import', TSX, path.join(ROOT, 'addons/hosted/slidev-internals/slidev-cli.ts'), ...args], {
    cwd: ROOT,
    env: { ...plainEnvironment(), ...chromium && { CHROMIUM_PATH: chromium } },
    stdio: ['ignore', quiet ? 'pipe' : 'inherit', quiet ? 'pipe' : 'inherit'],
  })
  let output = ''
  child.stdout?.on('data', chunk => output += chunk)
  child.stderr?.on('data', chunk => output += chunk)
  // Ctrl+C reaches the child by itself; a killed parent has to pass it on
  const stop = () => child.kill()
  process.once('exit', stop)
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject)
    child.once('close', resolve)
  })
  process.off('exit', stop)
  if (code !== 0) throw new SlidevError(`"slidev ${args.join(' ')}" ended with ${code ?? 'a signal'}`, output)
}

/** Our environment without a test runner's NODE_ENV, "test", with which Vue would be built for development. */
export function plainEnvironment(): NodeJS.ProcessEnv {
  return { ...process.env, NODE_ENV: undefined }
}
