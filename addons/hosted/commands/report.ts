import process from 'node:process'
import { ChromiumError } from './chromium'
import { CommandError } from './slidev'

/** Is it an error that its message alone explains? */
export function isExplained(error: unknown): error is Error {
  return error instanceof CommandError || error instanceof ChromiumError
}

/**
 * Ends a command with what went wrong: in words alone where they explain it.
 *
 * @param error whatever was thrown
 */
export function exitWith(error: unknown): void {
  console.error(isExplained(error) ? error.message : error)
  process.exitCode = 1
}

/**
 * @param bytes a number of bytes
 * @returns in B, KB or MB (powers of 1000), to three digits at most
 */
export function formatBytes(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`
  const [value, unit] = bytes < 999_500 ? [bytes / 1000, 'KB'] as const : [bytes / 1e6, 'MB'] as const
  return `${Number(value.toPrecision(3))} ${unit}`
}
