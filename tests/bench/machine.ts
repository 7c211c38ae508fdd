import type { Browser } from 'playwright-chromium'
import os from 'node:os'
import process from 'node:process'

/** When and on what a benchmark ran, in one line; without that its times say nothing. */
export function describeRun(browser: Browser, runs: number, now: Date = new Date()): string {
  const cpus = os.cpus()
  const memory = Math.round(os.totalmem() / 2 ** 30)
  return [
    now.toISOString().slice(0, 10),
    `${cpus[0]?.model.trim() ?? 'unknown processor'}, ${cpus.length} cores, ${memory} GiB`,
    `${os.type()} ${os.release()}`,
    `Node ${process.versions.node}`,
    `Chromium ${browser.version()}`,
    `${runs} ${runs === 1 ? 'run' : 'runs'} each`,
  ].join('; ')
}
