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
  ['article', 'naive-debug', '2.1× slower'],
  ['article', 'naive-release', '12.5× faster'],
  ['article', 'class', '46.6× faster'],
  ['article', 'no-allocation', '101× faster'],
  ['article', 'vectorised', '56.6× faster'],
  ['uv', 'poetry', '17× slower'],
  ['uv', 'pip-sync', '80× slower'],
])('%s: %s is %s', (name, run, ratio) => {
  const study = findStudy(name)
  expect(formatRatio(findRun(study, run), findRun(study, study.baseline), study)).toBe(ratio)
})

describe('a figure\'s name', () => {
  it('becomes its text, in the form that is asked for', () => {
    expect(fillFigures('[[article.python]], [[article.python:compact]], [[article.naive-debug:ratio]], [[article.no-allocation:factor]], [[article.naive-release/naive-debug:ratio]], [[orjson-dumps]], [[rye-first:date]]'))
      .toBe('293.41 ms, 293.41ms, 2.1× slower, 101×, 26× faster, 11.1×, 2023-04-23')
  })
  it.each([
    '```sh\n[[ -f x ]] && echo\n```',
    '~~~\n[[nothing]]\n~~~',
    'a `[[1, 2]]` and ``df[["a"]] ` [[b]]``',
    '<pre>[[1, 2]]</pre>, <code class="x">[[nothing]]</code>',
    'df["a"], [a](b)',
  ])('is not looked for in code: %j', (code) => {
    expect(fillFigures(code)).toBe(code)
    expect(fillFigures(`[[orjson-dumps]]\n${code}\n[[orjson-dumps]]`)).toBe(`11.1×\n${code}\n11.1×`)
  })
  it.each([
    ['nothing', 'there is no figure "nothing"'],
    ['nothing.python', 'there is no study "nothing"; there are "article"'],
    ['article.nothing', 'study "article" has no run "nothing"; it has "python"'],
    ['article.python:loud', 'asks for the form "loud"; of a run there are "ratio", "factor" and "compact"'],
    ['rye-first:loud', 'asks for the form "loud"; of a fact there are "date" and "month"'],
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
