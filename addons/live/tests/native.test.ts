/** The same source as a native module, for this machine's own CPython: a second proof, where compilers are at hand. */
import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
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
// the C API that the module uses began with 3.11
const python = starts('python3', '-c', 'import sys; print(sys.version_info >= (3, 11) and sys.platform == "linux")') === 'True'
const missing = [...(cargo ? [] : ['cargo']), ...(python ? [] : ['CPython 3.11 or newer on Linux'])]
if (missing.length)
  process.stderr.write(`NOT RUN: the native module is neither built nor tested here, for want of ${missing.join(' and ')}\n`)

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
    run('cargo', ['build', '--quiet', '--offline', '--locked'])
    run('cargo', ['build', '--quiet', '--offline', '--locked', '--release'])
  }, 300_000)

  it('Rust’s own tests pass', () => {
    expect(run('cargo', ['test', '--quiet', '--offline', '--locked'])).toMatch(/test result: ok\. [1-9]/)
  })

  it('all lanes give the same answers', () => {
    const report = JSON.parse(run('python3', [path.join(PROGRAM, 'native.py'), `release=${modules.release}`, `debug=${modules.debug}`]))
    const digests = Object.values<{ digest: string }>(report.lanes).map(lane => lane.digest)
    expect(digests.length).toBe(9)
    // the same as in the browser
    expect(new Set(digests)).toEqual(new Set(['86e351ae']))
  }, 120_000)

  it.each(Object.entries(modules))('the %s build raises what it should and leaves nothing behind', (_, module) => {
    expect(existsSync(module)).toBe(true)
    const report = JSON.parse(run('python3', ['-c', `
import json
from bad_calls import check, check_good, check_lives
from extension import load_extension
load = lambda: load_extension(${JSON.stringify(module)})
print(json.dumps({**check(load()), 'good': check_good(load()), 'lives': check_lives(load)}))
`]))
    expect(report.wrong).toEqual([])
    expect(report.good).toEqual([])
    expect(report.left).toBeLessThan(50)
    expect(report.references).toEqual({})
    expect(report.lives).toBeLessThan(10)
  }, 120_000)

  it.skipIf(!starts('cargo', 'fmt', '--version'))('the source is formatted', () => {
    expect(run('cargo', ['fmt', '--check'])).toBe('')
  })

  it.skipIf(!starts('cargo', 'clippy', '--version'))('clippy has nothing to say', () => {
    run('cargo', ['clippy', '--quiet', '--offline', '--locked', '--', '--deny', 'warnings'])
  }, 120_000)
})
