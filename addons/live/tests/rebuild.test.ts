/** The committed modules, built again from their source and compared byte for byte, where the compiler is at hand. */
import { createHash } from 'node:crypto'
import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import process from 'node:process'
import { describe, expect, it } from 'vitest'
import { builtFolder, readManifest } from '../rust/manifest'
const ROOT = path.resolve(import.meta.dirname, '../../..')

const RUST = path.join(ROOT, 'addons/live/rust')
const manifest = readManifest()

const version = (program: string, ...args: string[]) => {
  try {
    return execFileSync(program, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim()
  } catch {
    return ''
  }
}

function reasonNotTo(): string | undefined {
  const rustc = version('/usr/bin/rustc', '-vV')
  if (!rustc || !version('cargo', '--version') || !existsSync('/usr/bin/lld-22') || !existsSync('/usr/lib/rustlib/src/rust/library')) return 'cargo and Debian’s rustc-web, rust-web-src and lld-22 are not all installed'
  if (rustc !== manifest.rustc.join('\n')) return `the modules were built by ${manifest.rustc[0]}, here is ${rustc.split('\n')[0]}`
  if (!version('/usr/bin/lld-22', '-flavor', 'wasm', '--version').includes(manifest.lld)) return `the modules were linked by LLD ${manifest.lld}, here is another`
}

const reason = reasonNotTo()
if (reason) process.stderr.write(`skipped: the modules were not built again and compared: ${reason}\n`)

describe('the sources', () => {
  it('are those that the committed modules were built from', () => {
    const sources = readdirSync(path.join(RUST, 'src')).filter(name => name.endsWith('.rs')).sort().map(name => `src/${name}`)
    const hash = createHash('sha256')
    for (const name of ['build.sh', 'Cargo.toml', 'Cargo.lock', ...sources]) hash.update(readFileSync(path.join(RUST, name)))
    // run addons/live/rust/build.sh and commit what it makes
    expect(manifest.sources).toBe(hash.digest('hex'))
  })
})

describe.skipIf(reason)('the modules', () => {
  it('are the same, built again', () => {
    const out = mkdtempSync(path.join(tmpdir(), 'polymatch-'))
    try {
      execFileSync(path.join(RUST, 'build.sh'), [out], { stdio: 'pipe' })
      for (const name of Object.keys(manifest.files)) expect(readFileSync(path.join(out, name)).equals(readFileSync(path.join(builtFolder, name))), name).toBe(true)
      expect(readManifest(out)).toEqual(manifest)
    } finally {
      rmSync(out, { recursive: true })
    }
  }, 1_200_000)
})
