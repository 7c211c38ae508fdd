// @vitest-environment node
import { execFileSync, spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'

const folder = (name: string) => fileURLToPath(new URL(`../../${name}`, import.meta.url))
const snippets = folder('snippets')
const hasCommand = (command: string) => spawnSync(command, ['--version']).status === 0

/** Says aloud, once, that something could not be run here. */
function skipAloud(what: string): void {
  process.stdout.write(`skipped: ${what}\n`)
}

describe('the Python on the slides', () => {
  const python = ['python3', 'python'].find(hasCommand)
  if (!python) skipAloud('the Python snippets were not run: there is no python3 on this machine')

  it.skipIf(!python)('runs, finds what is near, and keeps its callers', () => {
    const used = execFileSync(python ?? '', [folder('tests/snippets/check.py'), folder('tests/snippets/stubs'), snippets], { encoding: 'utf8' })
    expect(used).toMatch(/^(?:NumPy \d|a stub for NumPy)/)
  })
})

describe('the Rust on the slides', () => {
  const rustfmt = hasCommand('rustfmt')
  if (!rustfmt) skipAloud('the Rust snippets were not checked: there is no rustfmt on this machine')

  it.skipIf(!rustfmt)('is well formed', () => {
    const { status, stdout } = spawnSync('rustfmt', ['--check', '--edition', '2024', `${snippets}/poly_match_rs/src/lib.rs`], { encoding: 'utf8' })
    expect(stdout).toBe('')
    expect(status).toBe(0)
  })
})
