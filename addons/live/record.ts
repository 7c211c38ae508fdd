/**
 * Records the result that the slide shows before anybody has pressed Run: `npx tsx addons/live/record.ts ADDRESS`, with the
 * address of the experiment's slide in a built deck, for example http://localhost:4173/NUMBER. Runs the real thing in a real
 * Chromium (Playwright's, or the one that CHROMIUM_PATH names), as a viewer does, and writes addons/live/recorded.json.
 * Do it on a quiet machine: a result that the page itself would warn of is refused.
 */
import type { Result } from './engine/result'
import { writeFileSync } from 'node:fs'
import { cpus } from 'node:os'
import process from 'node:process'
import { chromium } from 'playwright-chromium'
import { isResult } from './engine/result'
import { KEY } from './ui/shortcut'
import { warningOf } from './ui/texts'

const [address] = process.argv.slice(2)
if (!address) {
  console.error('Say which slide: npx tsx addons/live/record.ts http://localhost:4173/NUMBER')
  process.exit(2)
}

const browser = await chromium.launch({ executablePath: process.env.CHROMIUM_PATH })
try {
  const page = await browser.newPage()
  await page.goto(address)
  // not the prerendered slide that is shown while the deck starts
  await page.locator('#app .controls[data-phase="idle"]').waitFor()
  await page.keyboard.press(KEY)
  await page.locator(['done', 'failed', 'stopped'].map(phase => `#app .controls[data-phase="${phase}"]`).join()).waitFor({ timeout: 300_000 })
  const kept = await page.evaluate(() => Object.entries(localStorage).find(([key]) => key.startsWith('live-experiment '))?.[1])
  const result: unknown = JSON.parse(kept ?? 'null')
  if (!isResult(result)) throw new Error(`there is no result: ${await page.locator('#app .controls .status').innerText()}`)
  const warning = warningOf(result)
  if (warning) throw new Error(`not recorded. ${warning}`)
  const recorded: Result = { ...result, machine: machineName() }
  writeFileSync(new URL('recorded.json', import.meta.url), `${JSON.stringify(recorded, null, 2)}\n`)
  console.log(`Recorded: ${recorded.machine}, ${recorded.browser}, ${recorded.points} points`)
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
} finally {
  await browser.close()
}

/** "Intel Xeon 2.80 GHz": the processor as the system names it, without what says nothing. */
function machineName(): string {
  const model = cpus()[0]?.model ?? process.arch
  return model.replace(/\((?:R|TM)\)|\b(?:CPU|Processor)\b|@/g, ' ').replace(/(\d)GHz/, '$1 GHz').replace(/\s+/g, ' ').trim()
}
