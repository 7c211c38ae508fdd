/**
 * `npm run bench`: this deck beside the same talk as a plain Slidev project (port.ts), measured in turn, as a Markdown table.
 * It proves nothing and fails at nothing: times belong to a machine and an hour. `--runs 5` measures more often than three
 * times.
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import os, { tmpdir } from 'node:os'
import path from 'node:path'
import process from 'node:process'
import { parseArgs } from 'node:util'
import { plainTitle } from '../../addons/access/ui/title'
import { ensureChromium, launchChromium } from '../../addons/hosted/commands/chromium'
import { exitWith, formatBytes } from '../../addons/hosted/commands/report'
import { compressFolder, serveFolder } from '../../addons/hosted/tests/serve'
import { plainEnvironment, readDeck, ROOT } from '../../addons/hosted/commands/slidev'
import { percentile } from '../../addons/stage/tests/support/percentile'
import { fillFigures } from '../../figures/tokens'
import { makePort } from './port'
import { freePort, withServer } from './server'
import { untilReadable, visit } from './visit'

/** How often, ms, to read a program's memory: reading it slows the program down. */
const MEMORY_EVERY = 300
const SLIDEV = path.join(ROOT, 'node_modules/@slidev/cli/bin/slidev.mjs')

/** A deck to measure: Node's arguments for what is measured of it. */
interface Deck {
  folder: string
  built: string
  titles: string[]
  pdf: (file: string) => string[]
  /** How long, ms, its build takes with a PDF. */
  wholeBuild: (pdf: number) => number
}

type Unit = 'ms' | 's' | 'bytes' | 'count'
const ROWS: Record<string, { unit: Unit, of?: (values: number[]) => number }> = {
  'title readable, throttled': { unit: 's' },
  'interactive, throttled': { unit: 's' },
  'next slide, median': { unit: 'ms' },
  'next slide, 95th percentile': { unit: 'ms', of: values => percentile(values, 95) },
  'dev server to readable title, warm': { unit: 's' },
  'dev server, cold cache': { unit: 's' },
  'whole build, with PDF': { unit: 's' },
  'PDF export, time': { unit: 's' },
  'PDF export, memory at its peak': { unit: 'bytes' },
  'requests / bytes of a visit': { unit: 'count' },
}

function formatValue(value: number, unit: Unit): string {
  return unit === 's' ? `${(value / 1000).toFixed(2)} s` : unit === 'ms' ? `${Math.round(value)} ms` : unit === 'bytes' ? formatBytes(Math.round(value)) : String(value)
}

async function bench(runs: number): Promise<void> {
  const folder = await mkdtemp(path.join(tmpdir(), 'bench-'))
  const browser = await launchChromium()
  try {
    say('building both ...')
    const built = path.join(folder, 'built')
    const port = path.join(folder, 'port')
    const { time: ownBuild } = await run(['--import', 'tsx', 'addons/hosted/commands/build.ts', '--out', built], ROOT)
    const portTitles = await makePort(await browser.newPage(), built, port)
    const { time: portBuild } = await run([SLIDEV, 'build', '--out', 'dist'], port)
    const decks: Record<string, Deck> = {
      'this deck': {
        folder: ROOT,
        built,
        titles: (await readDeck()).slides.map(({ title = '' }) => plainTitle(fillFigures(title))),
        pdf: file => ['--import', 'tsx', 'addons/hosted/commands/export.ts', '--output', file],
        wholeBuild: () => ownBuild,
      },
      'plain Slidev': {
        folder: port,
        built: path.join(port, 'dist'),
        titles: portTitles,
        pdf: file => [SLIDEV, 'export', '--output', file, '--executable-path', ensureChromium(), '--timeout', '180000'],
        wholeBuild: pdf => portBuild + pdf,
      },
    }
    const found: Record<string, Record<string, number[]>> = {}
    for (const { built } of Object.values(decks)) await compressFolder(built)
    for (let done = 0; done < runs; done++) {
      // none is always the first
      for (const [name, deck] of done % 2 ? Object.entries(decks).reverse() : Object.entries(decks)) {
        say(`run ${done + 1} of ${runs}: ${name} ...`)
        const server = await serveFolder({ folder: deck.built, headers: () => ({ 'Cache-Control': 'public, max-age=31536000' }) })
        const { readable, interactive, bytes, requests, next } = await visit(browser, server, deck.titles)
        await server.close()
        const start = async () => {
          const number = await freePort()
          const began = Date.now()
          return withServer([process.execPath, SLIDEV, '--port', String(number)], { cwd: deck.folder, port: number }, async () => await untilReadable(browser, `http://localhost:${number}/`, deck.titles) - began)
        }
        await rm(path.join(deck.folder, 'node_modules/.vite'), { recursive: true, force: true })
        const cold = await start()
        const warm = await start()
        const pdf = await run(deck.pdf(path.join(folder, 'printed.pdf')), deck.folder)
        for (const [row, values] of Object.entries({
          'title readable, throttled': [readable],
          'interactive, throttled': [interactive],
          'next slide, median': next,
          'next slide, 95th percentile': next,
          'dev server to readable title, warm': [warm],
          'dev server, cold cache': [cold],
          'whole build, with PDF': [deck.wholeBuild(pdf.time)],
          'PDF export, time': [pdf.time],
          'PDF export, memory at its peak': [pdf.memory],
          'bytes': [bytes],
          'requests': [requests],
        })) ((found[row] ??= {})[name] ??= []).push(...values)
      }
    }
    console.log(`\n${new Date().toISOString().slice(0, 10)}; ${os.cpus()[0]?.model.trim()}, ${os.cpus().length} cores; Node ${process.versions.node}; Chromium ${browser.version()}; median of ${runs}\n`)
    console.log(table(Object.keys(decks), found))
  } finally {
    await browser.close()
    await rm(folder, { recursive: true, force: true })
  }
}

function table(decks: string[], found: Record<string, Record<string, number[]>>): string {
  const shown = (row: string, deck: string, unit: Unit, of = (values: number[]) => percentile(values, 50)) => formatValue(of(found[row]?.[deck] ?? []), unit)
  const rows = Object.entries(ROWS).map(([row, { unit, of }]) => [row, ...decks.map(deck => found[row]
    ? shown(row, deck, unit, of)
    : `${shown('requests', deck, 'count')} / ${shown('bytes', deck, 'bytes')}`)])
  return [['', ...decks], ['---', ...decks.map(() => '--:')], ...rows].map(cells => `| ${cells.join(' | ')} |`).join('\n')
}

/** Runs a Node program to its end: its time in ms, and the most memory, in bytes, that it and what it started had at once. */
async function run(args: string[], cwd: string): Promise<{ time: number, memory: number }> {
  const start = performance.now()
  const child = spawn(process.execPath, args, { cwd, env: plainEnvironment(), stdio: ['ignore', 'ignore', 'pipe'] })
  let words = ''
  child.stderr.on('data', chunk => words += chunk)
  let memory = 0
  const watch = setInterval(() => void memoryBelow(child.pid ?? 0).then(now => memory = Math.max(memory, now)), MEMORY_EVERY)
  const [code] = await once(child, 'close') as [number | null]
  clearInterval(watch)
  if (code !== 0) throw new Error(`${args.join(' ')} ended with ${code}:\n${words}`)
  return { time: performance.now() - start, memory }
}

/** Memory of a process and of all that it has started, shared pages counted once; 0 where the system does not say. */
async function memoryBelow(pid: number): Promise<number> {
  const read = (file: string) => readFile(`/proc/${file}`, 'utf8').catch(() => '')
  const children = (await read(`${pid}/task/${pid}/children`)).split(' ').filter(Boolean).map(Number)
  const own = Number(/^Pss:\s+(\d+)/m.exec(await read(`${pid}/smaps_rollup`))?.[1] ?? 0) * 1024
  const below = await Promise.all(children.map(memoryBelow))
  return below.reduce((sum, memory) => sum + memory, own)
}

function say(line: string): void {
  console.error(line)
}

const { values } = parseArgs({ options: { runs: { type: 'string', default: '3' } } })
await bench(Math.max(1, Number(values.runs) || 3)).catch(exitWith)
