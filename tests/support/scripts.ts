import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import process from 'node:process'
import { pathToFileURL } from 'node:url'
import { ROOT } from '../../addons/hosted/commands/slidev'

const require = createRequire(import.meta.url)

/** What the scripts of package.json begin with, as Node starts it on every system, without npm and a shell in between: a signal ends the program itself. */
const PROGRAMS: Record<string, string[]> = {
  tsx: ['--import', pathToFileURL(require.resolve('tsx')).href],
  slidev: [path.join(path.dirname(require.resolve('@slidev/cli/package.json')), 'bin/slidev.mjs')],
}

/**
 * A script of package.json as a command with its arguments.
 *
 * @param name of the script
 * @param more arguments, after its own
 * @throws {Error} if there is no such script, or it begins with a program that is not known here
 */
export function packageScript(name: string, ...more: string[]): string[] {
  const { scripts } = JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8')) as { scripts: Record<string, string> }
  const [program = '', ...args] = scripts[name]?.split(' ') ?? []
  const start = PROGRAMS[program]
  if (!start) throw new Error(`The script "${name}" of package.json begins with "${program}", which the tests do not know how to start`)
  return [process.execPath, ...start, ...args, ...more]
}
