/**
 * `npm run bench`: measures the deck and prints a Markdown table. It proves nothing and fails at nothing: times belong to
 * a machine and an hour, so each stands with its spread. `--runs 5` measures more often than three times.
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { deckMeasures } from './bench/deck'
import { describeRun } from './bench/machine'
import { repeat } from './bench/measure'
import { markdownTable } from './bench/table'
import { launchChromium } from './chromium'
import { exitWith } from './report'

async function bench(runs: number): Promise<void> {
  const folder = await mkdtemp(path.join(tmpdir(), 'bench-'))
  const browser = await launchChromium()
  try {
    const measured = []
    for (const measure of deckMeasures(browser, folder)) {
      console.error(`${measure.name} ...`)
      measured.push(await repeat(measure, runs))
    }
    console.log(`\n${describeRun(browser, runs)}\n\n${markdownTable(measured)}`)
  } finally {
    await browser.close()
    await rm(folder, { recursive: true, force: true })
  }
}

const { values } = parseArgs({ options: { runs: { type: 'string', default: '3' } } })
const runs = Number(values.runs)
if (Number.isInteger(runs) && runs > 0) await bench(runs).catch(exitWith)
else exitWith(new Error(`--runs is "${values.runs}": give a whole number from 1 up`))
