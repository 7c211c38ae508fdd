/**
 * `npm run bench`: measures the deck, compares it with the same text by other programs, and prints Markdown tables. It
 * proves nothing and fails at nothing: times belong to a machine and an hour, so each stands with its spread.
 *
 * - `--runs 5` measures more often than three times;
 * - `--only visits,dev` measures a part: build, visits, dev, pdf;
 * - `--folder NAME` keeps the other programs installed in a folder, for the next time.
 */
import type { Compared } from './looks'
import type { Browser } from 'playwright-chromium'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { attempt, compare } from './compare'
import { deckMeasures } from './deck'
import { competitors, ours } from './decks'
import { COMPARED } from './looks'
import { describeRun } from './machine'
import { repeat } from './measure'
import { makeProject, plainDeck } from './port/project'
import { comparisonTable, markdownTable, ratioTable } from './table'
import { ensureChromium, launchChromium } from '../../addons/hosted/commands/chromium'
import { exitWith } from '../../addons/hosted/commands/report'
import { readDeck } from '../../addons/hosted/commands/slidev'

const PARTS = ['build', ...COMPARED] as const
type Part = typeof PARTS[number]

interface Options {
  runs: number
  parts: Part[]
  /** Where the other programs stay installed; left out, a temporary folder. */
  folder: string | undefined
}

async function bench({ runs, parts, folder: kept }: Options): Promise<void> {
  const folder = await mkdtemp(path.join(tmpdir(), 'bench-'))
  const browser = await launchChromium()
  try {
    console.log(`\n${describeRun(browser, runs)}`)
    if (parts.includes('build')) console.log(`\n${await alone(folder, runs)}`)
    const compared = COMPARED.filter(part => parts.includes(part))
    if (compared.length) console.log(`\n${await together(browser, folder, kept ?? path.join(folder, 'projects'), compared, runs)}`)
  } finally {
    await browser.close()
    await rm(folder, { recursive: true, force: true })
  }
}

async function alone(folder: string, runs: number): Promise<string> {
  const measured = []
  for (const measure of deckMeasures(folder)) {
    say(`${measure.name} ...`)
    measured.push(await repeat(measure, runs))
  }
  return markdownTable(measured)
}

async function together(browser: Browser, folder: string, projects: string, parts: Compared[], runs: number): Promise<string> {
  const plain = plainDeck(await readDeck())
  const decks = [ours]
  const all = await competitors()
  const failures: string[] = []
  for (const competitor of all) {
    say(`installing: ${competitor.name} ...`)
    await attempt(`${competitor.name}, install`, async () => {
      decks.push(await makeProject(competitor, plain, path.join(projects, competitor.name.replaceAll(' ', '-')), ensureChromium()))
    }, failures)
  }
  const titles = plain.slides.map(({ title }) => title)
  const { rows, failures: others } = await compare(decks, parts, { browser, folder, titles, runs, say })
  const names = [ours, ...all].map(({ name }) => name)
  return [comparisonTable(rows, names), ratioTable(rows, names), [...failures, ...others].map(failure => `- ${failure}`).join('\n')].join('\n\n').trim()
}

function say(line: string): void {
  console.error(line)
}

/** @throws {Error} for what can't be meant */
function parseOptions(): Options {
  const { values } = parseArgs({ options: { runs: { type: 'string', default: '3' }, only: { type: 'string', default: PARTS.join(',') }, folder: { type: 'string' } } })
  const runs = Number(values.runs)
  if (!Number.isInteger(runs) || runs < 1) throw new Error(`--runs is "${values.runs}": give a whole number from 1 up`)
  const named = values.only.split(',')
  const unknown = named.find(name => !PARTS.some(part => part === name))
  if (unknown !== undefined) throw new Error(`--only is "${values.only}": give some of ${PARTS.join(',')}`)
  return { runs, parts: PARTS.filter(part => named.includes(part)), folder: values.folder && path.resolve(values.folder) }
}

try {
  await bench(parseOptions())
} catch (error) {
  exitWith(error)
}
