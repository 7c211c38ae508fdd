import type { ParseArgsConfig } from 'node:util'
import { parseArgs } from 'node:util'
import { CommandError } from './slidev'

/**
 * Reads a command's options. `--help` prints how it is used and ends the program.
 *
 * @param args the command line
 * @param options as for Node's `parseArgs`; `help` is added
 * @param usage what `--help` prints
 * @throws {CommandError} for an option that the command does not have, or a value that is missing
 */
export function readOptions<T extends NonNullable<ParseArgsConfig['options']>>(args: string[], options: T, usage: string) {
  try {
    const { values, positionals } = parseArgs({ args, options: { ...options, help: { type: 'boolean', short: 'h' } }, allowPositionals: true, allowNegative: true })
    if ((values as { help?: boolean }).help) {
      console.log(usage)
      process.exit()
    }
    return { values, positionals }
  } catch (error) {
    if (!(error instanceof TypeError)) throw error
    throw new CommandError(`${error.message.split('. To specify')[0]}\n\n${usage}`)
  }
}

/**
 * The path that a deck is built for, with slashes at both ends.
 *
 * @throws {CommandError} for one that is relative: the deck's pages lie at several depths
 */
export function readBase(base = '/'): string {
  if (/^\.|^\w+:/.test(base)) throw new CommandError(`--base is "${base}", but has to be the path at the host, such as /talks/rust/`)
  return `/${base}/`.replace(/\/{2,}/g, '/')
}
