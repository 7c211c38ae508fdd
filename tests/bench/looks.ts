/** What is compared of each deck, one part after the other. */
import type { Browser } from 'playwright-chromium'
import type { Served } from '../../addons/hosted/commands/serve'
import type { Deck } from './decks'
import type { Sample } from './samples'
import type { Visit } from './visit'
import { mkdir, stat } from 'node:fs/promises'
import path from 'node:path'
import process from 'node:process'
import { compressFolder, serveFolder } from '../../addons/hosted/commands/serve'
import { timed } from './measure'
import { freePort, withServer } from './server'
import { SLOW, untilReadable, visit } from './visit'

/** Where and how often decks are looked at. */
export interface Setting {
  browser: Browser
  /** For what is built and printed. */
  folder: string
  /** The slides' titles, in order, as plain text. */
  titles: string[]
  runs: number
  say: (line: string) => void
}

/** A part of the comparison. */
export interface Part {
  /** Gets a deck ready; not measured. */
  prepare: (deck: Deck) => Promise<unknown>
  /** Measures it once. */
  look: (deck: Deck) => Promise<Sample[]>
  close: () => Promise<void>
}

/** What can be compared by itself. */
export const COMPARED = ['visits', 'dev', 'pdf'] as const
export type Compared = typeof COMPARED[number]

export const PARTS: Record<Compared, (setting: Setting) => Part> = { visits, dev, pdf }

/** Visits to what is built: each deck from a port of its own, all by the same server's code, compressed and cacheable. */
function visits({ browser, folder, titles }: Setting): Part {
  const servers = new Map<Deck, Served>()
  return {
    async prepare(deck) {
      const out = path.join(folder, 'built', fileName(deck))
      await deck.build(out)
      await compressFolder(out)
      servers.set(deck, await serveFolder({ folder: out, headers: () => ({ 'Cache-Control': 'public, max-age=31536000' }) }))
    },
    async look(deck) {
      const server = servers.get(deck)
      if (!server) return []
      return [
        ...visitSamples('not throttled', await visit(browser, deck, server, titles)),
        ...visitSamples('throttled', await visit(browser, deck, server, titles, SLOW)),
      ]
    },
    async close() {
      for (const server of servers.values()) await server.close()
    },
  }
}

function visitSamples(condition: string, visit: Visit): Sample[] {
  return [
    { name: `${condition}: title readable`, unit: 's', values: [visit.title] },
    { name: `${condition}: interactive`, unit: 's', values: [visit.interactive] },
    { name: `${condition}: bytes until then`, unit: 'bytes', values: [visit.bytes] },
    { name: `${condition}: requests until then`, unit: 'count', values: [visit.requests] },
    { name: `${condition}: bytes until quiet`, unit: 'bytes', values: [visit.allBytes] },
    { name: `${condition}: requests until quiet`, unit: 'count', values: [visit.allRequests] },
    { name: `${condition}: next slide`, unit: 'ms', values: visit.next },
    { name: `${condition}: next slide, 95th percentile`, unit: 'ms', shown: 'p95', values: visit.next },
  ]
}

/** The author's server, from its start to the readable title, with every cache as the start before has left it. */
function dev({ browser, titles }: Setting): Part {
  async function seconds(deck: Deck): Promise<number> {
    const port = await freePort()
    const { args, env } = deck.dev(port)
    const start = Date.now()
    let readable = Number.NaN
    await withServer([process.execPath, ...args], { cwd: deck.folder, port, env }, async () => {
      readable = await untilReadable(browser, `http://localhost:${port}/${deck.devPath}`, titles)
    })
    return (readable - start) / 1000
  }
  return {
    prepare: seconds,
    look: async deck => [{ name: 'author\'s server to readable title, warm', unit: 's', values: [await seconds(deck)] }],
    close: async () => {},
  }
}

function pdf({ folder }: Setting): Part {
  const printed = path.join(folder, 'printed')
  return {
    prepare: () => mkdir(printed, { recursive: true }),
    async look(deck) {
      const file = path.join(printed, `${fileName(deck)}.pdf`)
      const seconds = await timed(() => deck.exportPdf(file))
      return [
        { name: 'PDF, time', unit: 's', values: [seconds] },
        { name: 'PDF, size', unit: 'bytes', values: [(await stat(file)).size] },
      ]
    },
    close: async () => {},
  }
}

function fileName({ name }: Deck): string {
  return name.replaceAll(' ', '-')
}
