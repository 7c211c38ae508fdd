import process from 'node:process'
import type { Engine, EngineName, EngineOptions } from './engine'
import { useChromium } from './chromium'
import { findEngine } from './engine'
import { startFirefox } from './firefox'
import { startWebKit } from './webkit'
import { browser } from '../support/site'

const starters: Record<EngineName, (options?: EngineOptions) => Promise<Engine>> = {
  chromium: async options => useChromium(await browser(), options),
  firefox: startFirefox,
  webkit: startWebKit,
}

/** Starts an engine that is there. */
export const startEngine = (name: EngineName, options?: EngineOptions): Promise<Engine> => starters[name](options)

const missing = (['firefox', 'webkit'] as const).filter(name => !findEngine(name))
for (const name of missing) process.stderr.write(`engines: ${name === 'webkit' ? 'WebKitGTK' : 'Firefox'} not found, skipped\n`)

/** The engines of this machine; what is missing is skipped, and said in one line. */
export const engines: EngineName[] = (['chromium', 'firefox', 'webkit'] as const).filter(name => !missing.some(other => other === name))

/** What went wrong in the deck: Firefox also reports what a page was still loading when it was left. */
export const problemsOf = ({ problems }: Engine): string[] => problems.filter(problem => !/error loading dynamically imported module|A ServiceWorker intercepted the request/.test(problem))
