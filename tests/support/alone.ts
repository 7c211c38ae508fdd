import { mkdir, rm, stat, utimes } from 'node:fs/promises'
import path from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { ROOT } from '../../addons/hosted/commands/slidev'

const LOCK = path.join(ROOT, 'node_modules/.cache/tests-slidev.lock')
/** A lock that has not been touched for so long, ms, was left by a run that was ended. */
const STALE = 10_000

/**
 * Runs one of Slidev's servers or builds while no other test file does: two at once would write the same cache of
 * dependencies, and read each other's half-written modules.
 */
export async function alone<T>(use: () => Promise<T>): Promise<T> {
  await mkdir(path.dirname(LOCK), { recursive: true })
  while (!await mkdir(LOCK).then(() => true, () => false)) {
    const age = Date.now() - await stat(LOCK).then(({ mtimeMs }) => mtimeMs, () => Date.now())
    if (age > STALE) await rm(LOCK, { recursive: true, force: true })
    else await setTimeout(100)
  }
  const touch = setInterval(() => void utimes(LOCK, new Date(), new Date()).catch(() => {}), STALE / 5)
  try {
    return await use()
  } finally {
    clearInterval(touch)
    await rm(LOCK, { recursive: true, force: true })
  }
}
