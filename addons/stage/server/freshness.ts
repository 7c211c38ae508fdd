import { readdirSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'

/** What no deck is built from. */
const NO_SOURCE = /^(?:\..*|node_modules|tests?|target|README\.md|LICENSE|.*\.pdf)$/

/**
 * When a source of the deck was last changed, in ms since 1970.
 *
 * @param root the deck's folder
 * @param out the folder that it is built into
 */
export function sourcesChangedAt(root: string, out: string): number {
  let latest = 0
  for (const entry of readdirSync(root, { withFileTypes: true })) {
    const file = path.join(root, entry.name)
    if (NO_SOURCE.test(entry.name) || file === out) continue
    const changed = entry.isDirectory() ? sourcesChangedAt(file, out) : entry.isFile() ? statSync(file).mtimeMs : 0
    latest = Math.max(latest, changed)
  }
  return latest
}

/** When the deck was built, in ms since 1970; undefined if it was not. */
export function builtAt(out: string): number | undefined {
  return statSync(path.join(out, 'index.html'), { throwIfNoEntry: false })?.mtimeMs
}

/** Did the build leave out the notes? Only if its record in the folder says so. */
export function builtWithoutNotes(out: string): boolean {
  try {
    return (JSON.parse(readFileSync(path.join(out, '.built.json'), 'utf8')) as { notes?: unknown }).notes === false
  } catch {
    return false
  }
}
