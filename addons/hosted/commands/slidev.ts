/** The project's folder, the deck's settings, and Slidev's command line, for the commands. */
import type { SlidevConfig, SlidevData } from '@slidev/types'
import { spawn } from 'node:child_process'
import { createRequire } from 'node:module'
import path from 'node:path'
import process from 'node:process'
import { fileURLToPath } from 'node:url'
import * as parser from '@slidev/parser/fs'

/** The project's folder. */
export const ROOT = path.resolve(fileURLToPath(import.meta.url), '../../../..')

/** What the commands need to know of the deck. */
export interface Deck {
  title: string
  author: string
  lang: string
  /** Name of the PDF without ".pdf", where the deck gives one. */
  exportFilename: string | undefined
  /** Of a slide, in CSS px. */
  canvas: { width: number, height: number }
  /** The headmatter's `export`. */
  export: SlidevConfig['export']
  slides: SlidevData['slides']
}

/**
 * Reads the deck as Slidev does, without starting it.
 *
 * @param entry the deck's Markdown file, from the project's folder
 * @throws {CommandError} if there is no such file
 */
export async function readDeck(entry = 'slides.md'): Promise<Deck> {
  const file = path.resolve(ROOT, entry)
  // as Slidev does, which takes the entry's folder for the project's
  const userRoot = path.dirname(file)
  const { headmatter, slides } = await parser.load({ userRoot, roots: [userRoot], allowedRoots: [userRoot] }, file).catch((error: NodeJS.ErrnoException) => {
    throw error.code === 'ENOENT' ? new CommandError(`There is no deck ${entry} in ${ROOT}`) : error
  })
  const config = parser.resolveConfig(headmatter, undefined, file)
  return {
    title: config.title,
    author: String(headmatter.author ?? ''),
    // as Slidev's own page has it
    lang: String(headmatter.lang ?? config.htmlAttrs.lang ?? 'en'),
    exportFilename: config.exportFilename || undefined,
    canvas: { width: config.canvasWidth, height: Math.round(config.canvasWidth / config.aspectRatio) },
    export: config.export,
    slides,
  }
}

/** What went wrong in a command, in words that need no stack. */
export class CommandError extends Error {
  override name = 'CommandError'
}

/**
 * What Slidev says of an error, without what only its developers read: stacks, banners and names of plugins. Virtual files
 * of single slides go by the slide's number.
 */
export function plainWords(output: string): string {
  const last = output.slice(Math.max(0, output.lastIndexOf('Build failed with')))
  const lines = last.split('\n')
    .map(line => line
      .replace(/^\[plugin [^\]]+\] ?/, '')
      .replace(/\S*?([^/\\\s]+\.md)__slidev_(\d+)\.\w+/, '$1, slide $2:')
      .replace(/^\w*Error: /, ''))
    .filter(line => line.trim() && !/^\s+at |^\s*errors: \[|^\}$|^Build failed with|^\u2717 /.test(line))
  return lines.join('\n').replace(/ \{$/m, '')
}

/** How `runSlidev` goes about it. */
export interface RunOptions {
  /** Added to the environment. */
  env?: Record<string, string>
  /** Show all that Slidev says, as it says it; otherwise its warnings at the end, or its words if it fails. */
  verbose?: boolean
  /** No warnings either. */
  quiet?: boolean
}

/**
 * Runs Slidev's command line in a process of its own.
 *
 * @param args as after `slidev`
 * @throws {CommandError} if it ends with another code than 0
 */
export async function runSlidev(args: string[], { env, verbose = false, quiet = false }: RunOptions = {}): Promise<void> {
  const cli = createRequire(import.meta.url).resolve('@slidev/cli/bin/slidev.mjs')
  const child = spawn(process.execPath, [cli, ...args], {
    cwd: ROOT,
    env: { ...plainEnvironment(), ...env },
    stdio: ['ignore', verbose ? 'inherit' : 'pipe', verbose ? 'inherit' : 'pipe'],
  })
  let output = ''
  let warnings = ''
  child.stdout?.on('data', chunk => output += chunk)
  child.stderr?.on('data', chunk => warnings += chunk)
  // Ctrl+C reaches the child by itself; a killed parent has to pass it on
  const stop = () => child.kill()
  process.once('exit', stop)
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject)
    child.once('close', resolve)
  })
  process.off('exit', stop)
  if (code !== 0) throw new CommandError(plainWords(warnings || output) || `"slidev ${args.join(' ')}" ended with ${code ?? 'a signal'}`)
  if (!verbose && !quiet && warnings.trim()) console.warn(warnings.trim())
}

/** Our environment without a test runner's NODE_ENV, "test", with which Vue would be built for development. */
export function plainEnvironment(): NodeJS.ProcessEnv {
  return { ...process.env, NODE_ENV: undefined }
}
