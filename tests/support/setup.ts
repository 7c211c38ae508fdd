/**
 * Before the browser tests: builds the real deck for `/` and for a sub-path, serves both, and starts one Chromium for all
 * test files. A deck that has not changed since the last run is not built again.
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
import { compressFolder, serveFolder } from '../../addons/hosted/commands/serve'
import { ROOT } from '../../addons/hosted/commands/slidev'
import { hashInputs } from '../../addons/hosted/commands/stamp'
import { responseHeaders } from '../../addons/hosted/security/headers'

/** The built deck at one base path. */
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
    sites: { root: Site, sub: Site }
    browser: string
  }
}

/** An address that nobody has, for the QR code and the previews. */
const SITE_URL = 'https://rust-speeds-up-python.example/'
const BASES = { root: '/', sub: '/talks/rust/' }
const CACHE = path.join(ROOT, 'node_modules/.cache/built-deck')
async function build(): Promise<string> {
  const folder = path.join(CACHE, await hashInputs())
  const complete = path.join(folder, 'complete')
  if (existsSync(complete)) return folder
  await rm(CACHE, { recursive: true, force: true })
  process.env.SITE_URL = SITE_URL
  // in turn: Slidev writes its virtual modules to one place, and two builds would read each other's half-written ones
  for (const [name, base] of Object.entries(BASES)) {
    await buildDeck(['--base', base, '--out', path.join(folder, name)], { quiet: true })
    await compressFolder(path.join(folder, name))
  }
  await writeFile(complete, '')
  return folder
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  try {
    const executablePath = ensureChromium()
    // the build, which looks for itself, shall print with the same one
    process.env.CHROMIUM_PATH = executablePath
    const folder = await build()
    const [root, sub] = await Promise.all(Object.entries(BASES).map(async ([name, base]) => {
      const site = { base, folder: path.join(folder, name) }
      return { site, server: await serveFolder({ ...site, headers: responseHeaders }) }
    }))
    if (!root || !sub) throw new Error('unreachable')
    const browser = await chromium.launchServer({ executablePath, args: CHROMIUM_ARGS })
    project.provide('sites', { root: { ...root.site, url: root.server.url }, sub: { ...sub.site, url: sub.server.url } })
    project.provide('browser', browser.wsEndpoint())
    return async () => {
      await Promise.all([browser.close(), root.server.close(), sub.server.close()])
    }
  } catch (error) {
    if (!isExplained(error)) throw error
    // at once, without a stack that nobody needs
    exitWith(error)
    process.exit()
  }
}
