/** What is measured of this deck alone. */
import type { Browser } from 'playwright-chromium'
import type { Measure } from './measure'
import { readdir, stat } from 'node:fs/promises'
import path from 'node:path'
import process from 'node:process'
import { buildDeck } from '../build'
import { exportPdf } from '../export'
import { compressFolder, serveFolder } from '../serve'
import { ROOT } from '../slidev'
import { visitFirst } from './loading'
import { timed } from './measure'
import { freePort, withServer } from './server'

/**
 * The measures, in the order in which they must run: what a later one looks at, an earlier one has built.
 *
 * @param browser a running Chromium
 * @param folder an empty folder for what is built
 */
export function deckMeasures(browser: Browser, folder: string): Measure[] {
  const dist = path.join(folder, 'dist')
  const pdf = path.join(folder, 'talk.pdf')
  return [
    { name: 'build, PDF included', unit: 's', run: () => timed(() => buildDeck(['--out', dist], { quiet: true })) },
    { name: 'weight of dist/', unit: 'bytes', run: async () => sum(await sizes(dist)) },
    { name: 'weight of dist/ without the PDF', unit: 'bytes', run: async () => sum(await sizes(dist, name => !name.endsWith('.pdf'))) },
    { name: 'files in dist/', unit: 'count', run: async () => (await sizes(dist)).length },
    { name: 'PDF, export', unit: 's', run: () => timed(() => exportPdf('export', ['--output', pdf], { quiet: true })) },
    { name: 'PDF, size', unit: 'bytes', run: async () => (await stat(pdf)).size },
    { name: '`npm run dev` to the first slide', unit: 's', run: () => devToFirstSlide(browser) },
    { name: 'first visit, requests', unit: 'count', run: async () => (await firstVisit(browser, dist)).requests },
    { name: 'first visit, bytes', unit: 'bytes', run: async () => (await firstVisit(browser, dist)).bytes },
    { name: 'first visit, not throttled', unit: 's', run: async () => (await firstVisit(browser, dist)).seconds },
  ]
}

async function firstVisit(browser: Browser, folder: string) {
  await compressFolder(folder)
  const server = await serveFolder({ folder })
  try {
    return await visitFirst(browser, server.url)
  } finally {
    await server.close()
  }
}

/** With Vite's cache of dependencies as the last start left it, as on every day but the first. */
async function devToFirstSlide(browser: Browser): Promise<number> {
  const port = await freePort()
  const command = [process.execPath, path.join(ROOT, 'node_modules/@slidev/cli/bin/slidev.mjs'), '--port', String(port)]
  let first = Number.NaN
  const start = performance.now()
  await withServer(command, { cwd: ROOT, port }, async () => {
    await visitFirst(browser, `http://localhost:${port}/`)
    first = (performance.now() - start) / 1000
  })
  return first
}

/** Sizes of the files that a host would serve, in bytes: not of the compressed copies that our server keeps beside them. */
async function sizes(folder: string, isCounted: (name: string) => boolean = () => true): Promise<number[]> {
  const files = await readdir(folder, { recursive: true, withFileTypes: true })
  const counted = files.filter(file => file.isFile() && !file.name.endsWith('.gz') && isCounted(file.name))
  return Promise.all(counted.map(async file => (await stat(path.join(file.parentPath, file.name))).size))
}

function sum(values: number[]): number {
  return values.reduce((total, value) => total + value, 0)
}
