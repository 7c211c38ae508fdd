// @vitest-environment node
import type { MeasuredRecord } from '../measure/measure'
import { spawnSync } from 'node:child_process'
import { describe, expect, it } from 'vitest'
import { measured, median } from '../../figures/measured'
import { climb, MeasureError, missing, ranks, run } from '../measure/measure'
import record from '../../figures/measured.json'
import { findStudy } from '../../figures/lookup'

describe('the record', () => {
  const kept: MeasuredRecord = record

  it('is of ten runs or more of each lane, on a machine and with versions that it names', () => {
    for (const [lane, rounds] of Object.entries(kept.lanes)) expect(rounds.flat().length, lane).toBeGreaterThanOrEqual(10)
    expect([kept.processor, kept.system, kept.commit, ...Object.values(kept.versions)].filter(text => !text || text === 'unknown')).toEqual([])
  })

  it('was taken three times with the same ranks', () => {
    expect(Object.values(kept.lanes).map(rounds => rounds.length)).toEqual(Object.keys(kept.lanes).map(() => 3))
    expect(new Set(ranks(kept)).size).toBe(1)
  })

  it('is a study with the article’s steps, as medians', () => {
    expect(findStudy('measured')).toBe(measured)
    expect(measured.runs.map(run => run.name).sort()).toEqual(Object.keys(kept.lanes).sort())
    expect(measured.runs[0]?.value).toBe(median(record.lanes.python.flat()))
    const article = findStudy('article').runs.map(run => run.name)
    expect(article.filter(name => !measured.runs.some(run => run.name === name))).toEqual([])
  })
})

describe('the Rust on the slides', () => {
  const reasons = missing()
  // the crates and NumPy come from registries, which cannot be reached everywhere
  const prepared = reasons.length ? undefined : attempt(() => climb(1, 0))
  const skipped = reasons.length ? `for want of ${reasons.join(' and ')}` : prepared instanceof MeasureError && isUnreachable(prepared) ? prepared.message.split('\n')[0] : undefined
  if (skipped) process.stdout.write(`skipped: the Rust on the slides was neither built nor run: ${skipped}\n`)

  it.skipIf(skipped)('builds, debug and release, and gives the answers of the Python on the slides in every step', () => {
    if (prepared instanceof Error) throw prepared
    expect(Object.keys(prepared?.lanes ?? {}).sort()).toEqual(Object.keys(record.lanes).sort())
    expect(prepared?.lanes.python?.digest).toBe(record.digest)
  })

  it.skipIf(skipped ?? spawnSync('cargo', ['clippy', '--version']).status !== 0)('leaves clippy nothing to say', () => {
    run('cargo', ['clippy', '--quiet', '--locked', '--', '--deny', 'warnings'])
  }, 600_000)
})

function attempt<T>(task: () => T): T | MeasureError {
  try {
    return task()
  } catch (error) {
    if (error instanceof MeasureError) return error
    throw error
  }
}

/** What pip and cargo say where there is no way to a registry. */
const isUnreachable = ({ message }: MeasureError) => /No matching distribution|failed to (?:download|get|fetch)|Could not resolve|network failure|Connection/i.test(message)
