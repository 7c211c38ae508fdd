import { describe, expect, it } from 'vitest'
import { formatRatio } from '../../figures/format'
import { checkStudy, findRun, findStudy } from '../../figures/lookup'
import { studies } from '../../figures/studies'
import { figure, fillFigures } from '../../figures/tokens'

describe.each(studies)('the study $name', (study) => {
  it('is well formed', () => {
    expect(checkStudy(study)).toBe(study)
    expect(study.date).toMatch(/^\d{4}(-\d{2}){0,2}$/)
    expect(new URL(study.source.url).protocol).toBe('https:')
    expect(study.measured).not.toBe('')
  })
})

// the facts page computes these by hand
it.each([
  ['article', 'naive-debug', '2.1x slower'],
  ['article', 'naive-release', '12.5x faster'],
  ['article', 'class', '46.6x faster'],
  ['article', 'no-allocation', '101x faster'],
  ['article-readme', 'vectorised', '56.6x faster'],
  ['article-readme', 'outer-loop', '362x faster'],
  ['uv', 'poetry', '17x slower'],
  ['uv', 'pip-sync', '80x slower'],
])('%s: %s is %s', (name, run, ratio) => {
  const study = findStudy(name)
  expect(formatRatio(findRun(study, run), findRun(study, study.baseline), study)).toBe(ratio)
})

describe('a figure\'s name', () => {
  it('becomes its text, in the form that is asked for', () => {
    expect(fillFigures('[[article.python]], [[article.python:compact]], [[article.naive-debug:ratio]], [[orjson-dumps]], [[rye-first:date]]'))
      .toBe('293.41 ms, 293.41ms, 2.1x slower, 11.1x, 2023-04-23')
  })
  it.each([
    ['nothing', 'there is no figure "nothing"'],
    ['nothing.python', 'there is no study "nothing"; there are "article"'],
    ['article.nothing', 'study "article" has no run "nothing"; it has "python"'],
    ['article.python:loud', 'asks for the form "loud"; of a run there are "ratio" and "compact"'],
    ['rye-first:loud', 'asks for the form "loud"; of a fact there is "date"'],
    ['a b', 'names no figure; write [[study.run]]'],
  ])('"%s" is refused', (token, message) => {
    expect(() => figure(token)).toThrow(message)
  })
})

describe('a study that cannot be right', () => {
  const study = findStudy('article')
  const withTime = (value: number) => ({ ...study, runs: [{ ...findRun(study, 'python'), value }] })

  it.each([-1, 0, Number.NaN, Number.POSITIVE_INFINITY])('has the time %s', (value) => {
    expect(() => checkStudy(withTime(value))).toThrow(`study "article", run "python" has the time ${value}; it must be a finite number of ms, greater than zero`)
  })
  it('has no unit', () => {
    expect(() => checkStudy({ ...study, unit: undefined as never })).toThrow('it must be "ms" or "s"')
  })
  it('has one name twice', () => {
    expect(() => checkStudy({ ...study, runs: [...study.runs, ...study.runs] })).toThrow('two runs named "python"')
  })
  it('has a baseline that is none of its runs', () => {
    expect(() => checkStudy({ ...study, baseline: 'cobol' })).toThrow('has no run "cobol"')
  })
})
