import type { Command } from './decks'
import { spawn } from 'node:child_process'
import process from 'node:process'
import { plainEnvironment } from '../../addons/hosted/commands/slidev'

/**
 * Runs a Node program to its end, saying nothing unless it fails.
 *
 * @param cwd the folder that it runs in
 * @throws {Error} with the last line that it had to say, if it ends with another code than 0
 */
export async function runIn(cwd: string, { args, env }: Command): Promise<void> {
  const child = spawn(process.execPath, args, { cwd, env: { ...plainEnvironment(), ...env }, stdio: ['ignore', 'pipe', 'pipe'] })
  let output = ''
  child.stdout.on('data', chunk => output += chunk)
  child.stderr.on('data', chunk => output += chunk)
  const code = await new Promise<number | null>((resolve, reject) => child.once('error', reject).once('close', resolve))
  if (code !== 0) throw new Error(lastWords(output) || `ended with ${code ?? 'a signal'}`)
}

/** The line that says most of an error: the first that calls itself one, else the last. */
export function lastWords(output: string): string {
  const lines = output.split('\n').map(line => line.trim()).filter(Boolean)
  return lines.find(line => /^(?:npm )?error/i.test(line)) ?? lines.at(-1) ?? ''
}
