import type { TimingRun } from '../../figures/types'
import { parse } from '@slidev/parser'
import { describe, expect, it } from 'vitest'
import { facts } from '../../figures/facts'
import { formatRatio, formatTime } from '../../figures/format'
import { checkStudy, findRun, findStudy } from '../../figures/lookup'
import { studies } from '../../figures/studies'
import { figure, fillFigures } from '../../figures/tokens'
import preparser from '../../setup/preparser'

describe.each(studies)('the study $name', (study) => {
  it('is well formed', () => {
    expect(checkStudy(study)).toBe(study)
    expect(study.date).toMatch(/^\d{4}(-\d{2}){0,2}$/)
    expect(new URL(study.source.url).protocol).toBe('https:')
    expect(study.measured).not.toBe('')
  })
})

describe('a figure\'s name', () => {
  it('becomes its text, in the form that is asked for', () => {
    const study = findStudy('article')
    const [python, debug, release] = ['python', 'naive-debug', 'naive-release'].map(name => findRun(study, name)) as [TimingRun, TimingRun, TimingRun]
    const time = formatTime(python, study)
    expect(fillFigures('[[article]], [[article.python]], [[article.python:compact]], [[article.naive-debug:ratio]], [[article.naive-debug:factor]], [[article.naive-release/naive-debug:ratio]], [[orjson-dumps]], [[rye-first:date]]'))
      .toBe([study.source.name, time, time.replace(' ', ''), formatRatio(debug, python, study), formatRatio(debug, python, study).split(' ')[0], formatRatio(release, debug, study), facts['orjson-dumps'].text, facts['rye-first'].date].join(', '))
  })
  it.each([
    '```sh\n[[ -f x ]] && echo\n```',
    '~~~\n[[nothing]]\n~~~',
    'a `[[1, 2]]` and ``df[["a"]] ` [[b]]``',
    '<pre>[[1, 2]]</pre>, <code class="x">[[nothing]]</code>',
    'df["a"], [a](b)',
  ])('is not looked for in code: %j', (code) => {
    expect(fillFigures(code)).toBe(code)
    expect(fillFigures(`[[orjson-dumps]]\n${code}\n[[orjson-dumps]]`)).toBe(`${facts['orjson-dumps'].text}\n${code}\n${facts['orjson-dumps'].text}`)
  })
  it.each([
    ['nothing', 'there is no figure "nothing"'],
    ['nothing.python', 'there is no study "nothing"; there are "article"'],
    ['article.nothing', 'study "article" has no run "nothing"; it has "python"'],
    ['article.python:loud', 'asks for the form "loud"; of a run there are "ratio", "factor", "compact" and "spoken"'],
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

it('in a title is filled in, in code it is not, and a title of its own wins', async () => {
  const extensions = await preparser({} as never)
  const titleOf = async (markdown: string) => (await parse(markdown, 'slides.md', extensions)).slides[0]?.title
  expect(await titleOf('# Since [[rye-first:date]]')).toBe(`Since ${facts['rye-first'].date}`)
  expect(await titleOf('# Real\n\n```py\n# rows [["a"]]\n```')).toBe('Real')
  expect(await titleOf('```py\n# rows [["a"]]\n```\n\n# Since [[rye-first:date]]')).toBe(`Since ${facts['rye-first'].date}`)
  expect(await titleOf('---\ntitle: Own\n---\n\n# Since [[rye-first:date]]')).toBe('Own')
})
