/**
 * Before the browser tests: builds the real deck, serves it, and starts one Chromium for all test files. A deck that has
 * not changed since the last run is not built again.
 */
import type { TestProject } from 'vitest/node'
import { existsSync } from 'node:fs'
import { rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import process from 'node:process'
import { chromium } from 'playwright-chromium'
import { buildDeck } from '../../addons/hosted/commands/build'
import { CHROMIUM_ARGS, ensureChromium } from '../../addons/hosted/commands/chromium'
import { exitWith, isExplained } from '../../addons/hosted/commands/report'
import { compressFolder, serveFolder } from '../../addons/hosted/tests/serve'
import { ROOT } from '../../addons/hosted/commands/slidev'
import { hashInputs } from '../../addons/hosted/commands/stamp'
import { netlify } from './hosting'

/** The built deck at a base path. */
export interface Site {
  /** Address of its first page, with a slash at the end. */
  url: string
  /** Base path that it was built for. */
  base: string
  /** Folder that it was built into; `.gz` files in it are the server's. */
  folder: string
}

declare module 'vitest' {
  interface ProvidedContext {
    /** Base path of the build that a project tests. */
    base: string
    site: Site
    /** A build for the root of a host, without notes; there for the project "full" alone. */
    withoutNotes: Site
    browser: string
    /** Whether snapshots are written instead of compared: `npm run snapshots`, which is Vitest's `-u`. */
    renewSnapshots: boolean
  }
}

/** An address that nobody has, for the QR code and the previews; with its path, so that pictures are the same at every base. */
const SITE_URL = 'https://rust-speeds-up-python.example/talks/rust/'
const CACHE = path.join(ROOT, 'node_modules/.cache/built-deck')

/** Builds the deck into a folder of the cache, where it is not there yet. */
async function build(cache: string, name: string, base: string, ...args: string[]): Promise<Omit<Site, 'url'>> {
  const folder = path.join(cache, name)
  const complete = `${folder}.complete`
  if (!existsSync(complete)) {
    await buildDeck(['--base', base, '--out', folder, ...args], { quiet: true })
    await compressFolder(folder)
    await writeFile(complete, '')
  }
  return { base, folder }
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  try {
    const executablePath = ensureChromium()
    // the build, which searches for itself, prints with the same one
    process.env.CHROMIUM_PATH = executablePath
    process.env.SITE_URL = SITE_URL
    const cache = path.join(CACHE, await hashInputs())
    if (!existsSync(cache)) await rm(CACHE, { recursive: true, force: true })
    const { base = '/' } = project.config.provide
    const servers: { close: () => Promise<void> }[] = []
    const serve = async (built: Omit<Site, 'url'>): Promise<Site> => {
      const server = await serveFolder({ ...built, hosting: netlify(built.folder, built.base) })
      servers.push(server)
      return { ...built, url: server.url }
    }
    // in turn: Slidev writes its virtual modules to one place, and two builds would read each other's half-written ones
    project.provide('site', await serve(await build(cache, base === '/' ? 'root' : 'sub', base)))
    if (project.name === 'full') project.provide('withoutNotes', await serve(await build(cache, 'without-notes', '/', '--without-notes', '--no-download')))
    const browser = await chromium.launchServer({ executablePath, args: CHROMIUM_ARGS })
    project.provide('renewSnapshots', project.config.snapshotOptions.updateSnapshot === 'all')
    project.provide('browser', browser.wsEndpoint())
    return async () => {
      await Promise.all([browser, ...servers].map(opened => opened.close()))
    }
  } catch (error) {
    if (!isExplained(error)) throw error
    // at once, without a stack that nobody needs
    exitWith(error)
    process.exit()
  }
}
