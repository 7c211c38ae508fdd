/** The comparison: the same text by four programs, measured in turn. */
import type { Deck } from './decks'
import type { Compared, Setting } from './looks'
import type { Row } from './samples'
import { PARTS } from './looks'
import { Samples } from './samples'

export interface Comparison {
  rows: Row[]
  /** What could not be measured, and why. */
  failures: string[]
}

/**
 * Looks at every deck in turn, several times over, each time beginning with another one. A deck of which something can't
 * be measured is left out there, and the reason is kept.
 *
 * @param decks those that could be installed
 * @param parts what to compare
 * @param setting where and how often
 */
export async function compare(decks: readonly Deck[], parts: readonly Compared[], setting: Setting): Promise<Comparison> {
  const samples = new Samples()
  const failures: string[] = []
  for (const part of parts) {
    const { prepare, look, close } = PARTS[part](setting)
    const ready = new Set<Deck>()
    try {
      for (const deck of decks) {
        setting.say(`${part}, before: ${deck.name} ...`)
        if (await attempt(`${deck.name}, ${part}`, () => prepare(deck), failures)) ready.add(deck)
      }
      for (let run = 0; run < setting.runs; run++) {
        for (const deck of rotated([...ready], run)) {
          setting.say(`${part}, run ${run + 1} of ${setting.runs}: ${deck.name} ...`)
          if (!await attempt(`${deck.name}, ${part}`, async () => samples.add(deck.name, await look(deck)), failures)) ready.delete(deck)
        }
      }
    } finally {
      await close()
    }
  }
  return { rows: samples.rows, failures }
}

/** @returns whether it went well; if not, the reason is among the failures */
export async function attempt(what: string, task: () => Promise<unknown>, failures: string[]): Promise<boolean> {
  try {
    await task()
    return true
  } catch (error) {
    failures.push(`${what}: ${error instanceof Error ? error.message : String(error)}`)
    return false
  }
}

/** The same, beginning with another one in each run: none is always the first. */
export function rotated<T>(all: readonly T[], run: number): T[] {
  const from = run % Math.max(all.length, 1)
  return [...all.slice(from), ...all.slice(0, from)]
}
