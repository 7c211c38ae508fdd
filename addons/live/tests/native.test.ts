/** The same source as a native module, for this machine's own CPython: a second proof, where compilers are at hand. */
import { execFileSync } from 'node:child_process'
import path from 'node:path'
import process from 'node:process'
import { beforeAll, describe, expect, it } from 'vitest'
const ROOT = path.resolve(import.meta.dirname, '../../..')

const RUST = path.join(ROOT, 'addons/live/rust')
const TARGET = path.join(ROOT, 'node_modules/.cache/live/cargo')
const PROGRAM = path.join(ROOT, 'addons/live/program')

const starts = (program: string, ...args: string[]) => {
  try {
    return execFileSync(program, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim()
  } catch {
    return undefined
  }
}

const cargo = starts('cargo', '--version')
// what the program uses came with 3.11; how a module's file is named differs elsewhere
const python = starts('python3', '-c', 'import sys; print(sys.version_info >= (3, 11) and sys.platform == "linux")') === 'True'
// the crates come from a registry, which cannot be reached everywhere
const crates = cargo && starts('cargo', 'fetch', '--quiet', '--locked', '--manifest-path', path.join(RUST, 'Cargo.toml'))
const missing = [...(cargo ? crates === undefined ? ['the crates (cargo fetch)'] : [] : ['cargo']), ...(python ? [] : ['CPython 3.11 or newer on Linux'])]
if (missing.length) process.stderr.write(`skipped: the native module was neither built nor tested, for want of ${missing.join(' and ')}\n`)

const modules = { release: path.join(TARGET, 'release/libpolymatch.so'), debug: path.join(TARGET, 'debug/libpolymatch.so') }

function run(program: string, args: string[]): string {
  return execFileSync(program, args, {
    cwd: RUST,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, CARGO_TARGET_DIR: TARGET, PYTHONDONTWRITEBYTECODE: '1', PYTHONPATH: [PROGRAM, import.meta.dirname].join(path.delimiter) },
  })
}

describe.skipIf(missing.length)('natively', () => {
  beforeAll(() => {
    run('cargo', ['build', '--quiet', '--locked'])
    run('cargo', ['build', '--quiet', '--locked', '--release'])
  }, 600_000)

  it('all lanes give the same answers', () => {
    const report = JSON.parse(run('python3', [path.join(PROGRAM, 'native.py'), `release=${modules.release}`, `debug=${modules.debug}`]))
    const digests = Object.values<{ digest: string }>(report.lanes).map(lane => lane.digest)
    expect(digests.length).toBe(7)
    // the same as in the browser
    expect(new Set(digests)).toEqual(new Set(['86e351ae']))
  }, 120_000)

  it.each(Object.entries(modules))('the %s build raises what it should and leaves nothing behind', (_, module) => {
    const report = JSON.parse(run('python3', ['-c', `
import json
from resource import RUSAGE_SELF, getrusage
from bad_calls import check, check_good
from extension import load_extension
module = load_extension(${JSON.stringify(module)})
first = check(module)
before = getrusage(RUSAGE_SELF).ru_maxrss
print(json.dumps({**check(module), 'good': check_good(module), 'kilobytes': getrusage(RUSAGE_SELF).ru_maxrss - before}))
`]))
    expect(report.wrong).toEqual([])
    expect(report.good).toEqual([])
    expect(report.references).toEqual({})
    expect(report.kilobytes).toBeLessThan(5000)
  }, 120_000)

  it.skipIf(!starts('cargo', 'fmt', '--version'))('the source is formatted', () => {
    expect(run('cargo', ['fmt', '--check'])).toBe('')
  })

  it.skipIf(!starts('cargo', 'clippy', '--version'))('clippy has nothing to say', () => {
    run('cargo', ['clippy', '--quiet', '--locked', '--', '--deny', 'warnings'])
  }, 600_000)
})
