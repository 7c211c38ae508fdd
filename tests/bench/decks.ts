/** What is compared: this deck, and the same text by three other programs as a plain project of each. */
import type { PlainDeck } from './port/dialects'
import { readFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { buildDeck } from '../../addons/hosted/commands/build'
import { exportDeck } from '../../addons/hosted/commands/export'
import { ROOT } from '../../addons/hosted/commands/slidev'
import { marpMarkdown, revealMarkdown, slidevMarkdown } from './port/dialects'
import { copyPictures } from './port/project'
import { runIn } from './run'
import { freePort } from './server'

/** A program started by Node, with what it needs of its environment. */
export interface Command {
  /** After `node`. */
  args: string[]
  env?: Record<string, string>
}

/** A deck that can be built, served while it is written, printed, and paged through. */
export interface Deck {
  name: string
  folder: string
  /** The key that leads to the next slide, whatever clicks this one has. */
  nextKey: 'ArrowDown' | 'ArrowRight'
  /** How the second slide's address ends. */
  secondAddress: string
  /** The server that an author has running, on a port. */
  dev: (port: number) => Command
  /** Where that server has the first slide. */
  devPath: string
  /** Builds what a host would serve. */
  build: (out: string) => Promise<void>
  exportPdf: (file: string) => Promise<void>
}

/** A program from npm that makes a deck of Markdown. */
export interface Competitor {
  name: string
  manifest: Manifest
  /** Where its project has pictures. */
  pictures: string
  markdown: (deck: PlainDeck) => string
  deck: (folder: string, chromium: string) => Deck
}

/** The part of a package.json that is installed. */
export interface Manifest {
  dependencies: Record<string, string>
  overrides?: Record<string, string>
}

/** Name of this deck in the tables. */
export const OURS = 'this deck'

/** This deck, by what `npm run` calls. */
export const ours: Deck = {
  name: OURS,
  folder: ROOT,
  // Slidev's key for whole slides
  nextKey: 'ArrowDown',
  secondAddress: '/2',
  dev: port => ({ args: devArguments(port) }),
  devPath: '',
  build: out => buildDeck(['--out', out], { quiet: true }),
  exportPdf: file => exportDeck(['--output', file], { quiet: true }),
}

/** What `npm run dev` starts, at another port. */
function devArguments(port: number): string[] {
  const { scripts } = JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8')) as { scripts: { dev: string } }
  const [program, ...args] = scripts.dev.split(' ')
  if (program !== 'slidev' || args.includes('--port')) throw new Error(`"${scripts.dev}" is not "slidev ..." without a port, which the benchmark knows how to start`)
  return [path.join(ROOT, 'node_modules/@slidev/cli/bin/slidev.mjs'), ...args, '--port', String(port)]
}

/** The others, each pinned; Slidev's port takes its versions from our package.json. */
export async function competitors(): Promise<Competitor[]> {
  return [await plainSlidev(), MARP, REVEAL]
}

/** What our package.json installs to get a Slidev that builds and prints, and nothing more. */
const SLIDEV = ['@slidev/cli', '@slidev/theme-default', 'vue', 'magic-string', 'playwright-chromium']

async function plainSlidev(): Promise<Competitor> {
  const { dependencies, devDependencies, overrides } = JSON.parse(await readFile(path.join(ROOT, 'package.json'), 'utf8')) as Manifest & { devDependencies: Record<string, string> }
  const pinned = Object.entries({ ...dependencies, ...devDependencies }).filter(([name]) => SLIDEV.includes(name))
  return {
    name: 'plain Slidev',
    manifest: { dependencies: Object.fromEntries(pinned), ...overrides && { overrides } },
    pictures: 'public/pictures',
    markdown: slidevMarkdown,
    deck: (folder, chromium) => {
      const slidev = path.join(folder, 'node_modules/@slidev/cli/bin/slidev.mjs')
      return {
        name: 'plain Slidev',
        folder,
        nextKey: 'ArrowDown',
        secondAddress: '/2',
        dev: port => ({ args: [slidev, '--port', String(port)] }),
        devPath: '',
        build: out => runIn(folder, { args: [slidev, 'build', '--out', out] }),
        exportPdf: file => runIn(folder, { args: [slidev, 'export', '--output', file, '--executable-path', chromium, '--timeout', '180000'] }),
      }
    },
  }
}

const MARP: Competitor = {
  name: 'Marp',
  manifest: { dependencies: { '@marp-team/marp-cli': '4.5.1' } },
  pictures: 'pictures',
  markdown: marpMarkdown,
  deck: (folder, chromium) => {
    const marp = path.join(folder, 'node_modules/@marp-team/marp-cli/marp-cli.js')
    return {
      name: 'Marp',
      folder,
      nextKey: 'ArrowRight',
      secondAddress: '#2',
      dev: port => ({ args: [marp, '--server', '.'], env: { PORT: String(port) } }),
      devPath: 'slides.md',
      build: async (out) => {
        await runIn(folder, { args: [marp, 'slides.md', '--output', path.join(out, 'index.html')] })
        await copyPictures(folder, out)
      },
      exportPdf: file => runIn(folder, {
        args: [marp, 'slides.md', '--pdf', '--allow-local-files', '--browser-path', chromium, '--output', file],
        env: { CHROME_NO_SANDBOX: '1' },
      }),
    }
  },
}

const REVEAL: Competitor = {
  name: 'reveal-md',
  // without its optional Puppeteer, the version it names, it prints nothing
  manifest: { dependencies: { 'reveal-md': '6.1.4', 'puppeteer': '23.9.0' } },
  pictures: 'pictures',
  markdown: revealMarkdown,
  deck: (folder, chromium) => {
    const revealMd = path.join(folder, 'node_modules/reveal-md/bin/reveal-md.js')
    const env = { NO_UPDATE_NOTIFIER: '1' }
    return {
      name: 'reveal-md',
      folder,
      nextKey: 'ArrowRight',
      secondAddress: '#/1',
      dev: port => ({ args: [revealMd, 'slides.md', '--disable-auto-open', '--port', String(port)], env }),
      devPath: 'slides.md',
      build: out => runIn(folder, { args: [revealMd, 'slides.md', '--static', out], env }),
      exportPdf: async file => runIn(folder, {
        args: [revealMd, 'slides.md', '--port', String(await freePort()), '--print', file, '--puppeteer-chromium-executable', chromium, '--puppeteer-launch-args=--no-sandbox'],
        env,
      }),
    }
  },
}
