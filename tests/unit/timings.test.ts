import type { TimingStudy } from '../../figures/types'
import { describe, expect, it, onTestFinished } from 'vitest'
import { tagsIn } from '../../addons/checks/tags'
import { findStudy } from '../../figures/lookup'
import { studies } from '../../figures/studies'
import { timings } from '../../setup/timings'

const slide = (markdown: string) => ({ tags: tagsIn(markdown) })

describe('timings', () => {
  it.each([
    ['<TimingComparison study="cobol" />', 'there is no study "cobol"'],
    ['<TimingComparison study="uv" runs="npm" />', 'has no run "npm"'],
    ['<TimingComparison study="uv" reveal="npm" />', 'has no run "npm"'],
    ['<TimingComparison study="ruff" baseline="pylint" />', 'the run "pylint" was stopped, not measured: it cannot be a baseline'],
    ['<TimingComparison :study="measured" />', 'computes its study; write study="..." as plain text'],
    ['<TimingComparison study="uv" :runs="two" />', 'computes its runs'],
    ['<TimingComparison study="uv" race />', 'has race=""; it must be "rounds", "dots" or "once"'],
    ['<TimingComparison />', 'names no study'],
  ])('%s is refused', (markdown, message) => {
    expect(() => timings(slide(markdown))).toThrow(message)
  })
  it.each([
    [{ value: -1 }, {}, 'run "wrong" has the time -1; it must be a finite number of ms, greater than zero'],
    [{ value: Number.NaN }, {}, 'run "wrong" has the time NaN'],
    [{ value: Number.POSITIVE_INFINITY }, {}, 'run "wrong" has the time Infinity'],
    [{ value: 1 }, { unit: undefined as never }, 'study "written-wrong" has the unit undefined; it must be "ms" or "s"'],
    [{ value: 1 }, { unit: 'min' as never }, 'has the unit "min"; it must be "ms" or "s"'],
    [{ value: 1 }, { baseline: 'none' }, 'has no run "none"; it has "wrong"'],
  ])('of a study that is written wrong, %j %j, are refused', (run, more, message) => {
    const study: TimingStudy = { ...findStudy('uv'), name: 'written-wrong', unit: 'ms', baseline: 'wrong', runs: [{ name: 'wrong', label: 'Wrong', kind: 'other', ...run }], ...more }
    const written = studies as TimingStudy[]
    written.push(study)
    onTestFinished(() => void written.splice(written.indexOf(study), 1))
    expect(() => timings(slide('<TimingComparison study="written-wrong" />'))).toThrow(message)
  })
  it('that are as they should be pass', () => {
    expect(() => timings(slide('<TimingComparison study="uv" runs="uv pip-sync" baseline="pip-sync" reveal="uv" race="rounds" />'))).not.toThrow()
  })
})
