/** The modules as they are committed, in the real Python that they are for: Pyodide, in Node. */
import type { PyodideAPI } from 'pyodide'
import type { PyProxy } from 'pyodide/ffi'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { failureOf } from '../engine/failure'
import { lanes } from '../engine/lanes'
import { builds, installProgram } from '../engine/program'
import { readProgram } from '../program/files'
import { mismatches, readManifest } from '../rust/manifest'
import { findPyodide, startPython } from '../stdlib/start'

const BAD_CALLS = 10_000

let python: PyodideAPI
let prepare: ReturnType<typeof installProgram>

/** See bad_calls.py. */
interface Checked {
  cases: number
  wrong: string[]
  references: Record<string, number>
}

/** Runs Python and gives its answer as JavaScript's own. */
function ask<T>(code: string): T {
  const answer = python.runPython(code) as PyProxy | T
  return answer && typeof answer === 'object' && 'toJs' in answer ? answer.toJs({ dict_converter: Object.fromEntries }) as T : answer as T
}

async function start(): Promise<void> {
  python = await startPython()
  prepare = installProgram(python, readProgram())
  python.FS.writeFile('/program/bad_calls.py', readFileSync(path.join(import.meta.dirname, 'bad_calls.py')))
  // an extension module of PyO3's is loaded once
  python.runPython(`
from functools import cache
from bad_calls import check, check_good, leaking, panic
from extension import load_extension
from lanes import Lanes
from polygons import Polygon
from workload import make_workload
@cache
def load(build):
    return load_extension(f'/program/polymatch.{build}.so')
`)
}

beforeAll(start, 120_000)

const heapBytes = () => (python as unknown as { _module: { HEAPU8: Uint8Array } })._module.HEAPU8.length

describe('the committed modules', () => {
  it('are the files that their manifest names, for the installed Pyodide', () => {
    expect(mismatches(readManifest(), findPyodide())).toEqual([])
  })

  it('are recognised as another Pyodide’s', () => {
    const { version, info } = findPyodide()
    const other = { version, info: { ...info, abi_version: '1999_0' } }
    expect(mismatches(readManifest(), other)).toEqual([expect.stringContaining('for abi 2026_0, installed is 1999_0')])
  })
})

describe.each(builds)('the %s build', (build) => {
  it('does what its documentation says', () => {
    expect(ask(`check_good(load('${build}'))`)).toEqual([])
  })

  it(`raises what it should, and keeps nothing of what it was given in ${BAD_CALLS} bad calls`, () => {
    const { cases, wrong, references } = ask<Checked>(`check(load('${build}'), ${BAD_CALLS})`)
    expect(wrong).toEqual([])
    expect(cases).toBeGreaterThan(40)
    expect(references).toEqual({})
    // Rust's own memory: a call that kept what it had read until then would have kept 80 MB by now
    const before = heapBytes()
    ask(`check(load('${build}'), ${BAD_CALLS})`)
    expect(heapBytes()).toBe(before)
  })

  it('would be caught keeping a reference to what it was given, though that leaves no memory behind', () => {
    const { wrong, references } = ask<Checked>(`check(leaking(load('${build}')), ${BAD_CALLS})`)
    expect(wrong).toEqual([])
    expect(references.plain).toBeGreaterThan(100)
  })

  it('ends its Python when it panics, which the page can tell from other errors; a new one works', async () => {
    const error = await Promise.resolve().then(() => ask(`panic(load('${build}'))`)).catch((error: unknown) => error)
    expect(failureOf(error)).toMatchObject({ failure: 'panic' })
    expect(() => ask('1 + 1')).toThrow(/fatally failed/)
    await start()
    expect(ask(`check_good(load('${build}'))`)).toEqual([])
  })
})

describe('the lanes', () => {
  it('all give the same answers, and so does every other build', () => {
    const work = prepare(60)
    const digests = [...lanes.map(lane => lane.name), 'class-debug', 'columns-debug'].map(name => work.digest(name))
    work.destroy()
    expect(new Set(digests).size).toBe(1)
  })

  it('are told apart when one answers otherwise', () => {
    expect(ask(`
lanes = Lanes(make_workload(60), {'release': load('release')})
right = lanes.digest('class-release')
honest = lanes.jobs['class-release']
lanes.jobs['class-release'] = lambda: honest()[:-1] + [None if honest()[-1] else lanes.subsets['class-release'][0]]
right == lanes.digest('python') != lanes.digest('class-release')
`)).toBe(true)
  })

  it('find different polygons for different points, and sometimes none', () => {
    const answers = ask<number[]>('Lanes(make_workload(200), {}).answers("python")')
    expect(answers).toHaveLength(200)
    expect(answers).toContain(-1)
    expect(new Set(answers).size).toBeGreaterThan(50)
  })
})

describe('the work', () => {
  it('is the same for the same seed and another for another', () => {
    expect(ask('make_workload(20) == make_workload(20)')).toBe(true)
    expect(ask('make_workload(20, seed=1) == make_workload(20, seed=2)')).toBe(false)
  })

  it('begins with the same points whatever their number', () => {
    expect(ask('make_workload(50).points[:20] == make_workload(20).points')).toBe(true)
  })

  it('is what it was when this was written', () => {
    expect(prepare(300).digest('python')).toBe('86e351ae')
  })

  it('has polygons of different sizes, 10 corners on average', () => {
    expect(ask<number>('len({Polygon(x, y).area() for x, y in make_workload(1).shapes})')).toBe(1000)
    const corners = ask<number[]>('[len(x) for x, y in make_workload(1).shapes]')
    expect(Math.min(...corners)).toBe(6)
    expect(Math.max(...corners)).toBe(14)
    expect(corners.reduce((a, b) => a + b) / corners.length).toBeCloseTo(10, 0)
  })

  it('lies on a grid on which sums are exact', () => {
    expect(ask('all((v * 1024).is_integer() for x, y in make_workload(1).shapes for v in x + y)')).toBe(true)
    expect(ask('all((v * 1024).is_integer() for point in make_workload(500).points for v in point)')).toBe(true)
  })

  it('of no point at all is refused', () => {
    expect(() => ask('make_workload(0)')).toThrow(/at least one point and one polygon, not 0 and 1000/)
  })
})
