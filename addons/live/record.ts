/**
 * Records the result that the slide shows before anybody has pressed Run: `npx tsx addons/live/record.ts [FOLDER]`, with the
 * folder of a built deck (default dist). Runs the real thing in a real Chromium, as a viewer does, and writes
 * addons/live/recorded.json. Do it on a quiet machine: a result that the page itself would warn of is refused.
 */
import type { Result } from './engine/result'
import { writeFileSync } from 'node:fs'
import { cpus } from 'node:os'
import path from 'node:path'
import process from 'node:process'
import { pathToFileURL } from 'node:url'
import { launchChromium } from '../hosted/commands/chromium'
import { serveFolder } from '../hosted/commands/serve'
import { readDeck, ROOT } from '../hosted/commands/slidev'
import { scoped } from './engine/keep'
import { isResult } from './engine/result'
import { KEY } from './ui/shortcut'
import { warningOf } from './ui/texts'

/** Runs the experiment of a built deck to its end and returns what it measured. */
export async function recordResult(folder: string): Promise<Result> {
  const deck = await readDeck()
  const no = deck.slides.findIndex(slide => slide.content.includes('<LiveExperiment')) + 1
  if (no === 0)
    throw new Error('no slide has a <LiveExperiment />')
  const server = await serveFolder({ folder })
  const browser = await launchChromium()
  try {
    const page = await browser.newPage()
    await page.goto(`${server.url}${no}`)
    // not the picture of the slide that stands there while the deck starts
    await page.locator('#app .controls[data-phase="idle"]').waitFor()
    await page.keyboard.press(KEY)
    await page.locator(['done', 'failed', 'stopped'].map(phase => `#app .controls[data-phase="${phase}"]`).join()).waitFor({ timeout: 300_000 })
    const result: unknown = await page.evaluate(key => JSON.parse(localStorage.getItem(key) ?? 'null'), scoped('/'))
    if (!isResult(result))
      throw new Error(`there is no result: ${await page.locator('#app .controls .status').innerText()}`)
    return { ...result, machine: machineName() }
  } finally {
    await browser.close()
    await server.close()
  }
}

/** "Intel Xeon 2.80 GHz": the processor as the system names it, without what says nothing. */
function machineName(): string {
  const model = cpus()[0]?.model ?? process.arch
  return model.replace(/\((?:R|TM)\)|\b(?:CPU|Processor)\b|@/g, ' ').replace(/(\d)GHz/, '$1 GHz').replace(/\s+/g, ' ').trim()
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const result = await recordResult(path.resolve(ROOT, process.argv[2] ?? 'dist'))
  const warning = warningOf(result)
  if (warning) {
    console.error(`Not recorded. ${warning}`)
    process.exitCode = 1
  } else {
    writeFileSync(path.join(ROOT, 'addons/live/recorded.json'), `${JSON.stringify(result, null, 2)}\n`)
    console.log(`Recorded: ${result.machine}, ${result.browser}, ${result.points} points`)
  }
}
