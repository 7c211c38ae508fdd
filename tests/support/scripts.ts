import { readFile } from 'node:fs/promises'
import path from 'node:path'
import process from 'node:process'
import { ROOT } from '../../addons/hosted/commands/slidev'

/**
 * A script of package.json as a program with its arguments, as npm would run it, without npm in between: a signal ends the
 * program itself.
 *
 * @throws {Error} if there is no such script
 */
export async function packageScript(name: string): Promise<string[]> {
  const { scripts } = JSON.parse(await readFile(path.join(ROOT, 'package.json'), 'utf8')) as { scripts: Record<string, string> }
  const [program, ...args] = scripts[name]?.split(' ') ?? []
  if (!program) throw new Error(`package.json has no script "${name}"`)
  return [path.join(ROOT, 'node_modules/.bin', program), ...args]
}

/** `npm run dev` on another port. */
export function slidevDev(port: number, ...args: string[]): string[] {
  return [process.execPath, path.join(ROOT, 'node_modules/@slidev/cli/bin/slidev.mjs'), '--port', String(port), ...args]
}
