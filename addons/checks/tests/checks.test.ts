import type { SlideFacts } from '../../setup/checks/rules'
import type { TimingStudy } from '../../figures/types'
import { describe, expect, it, onTestFinished } from 'vitest'
import { findStudy } from '../../figures/lookup'
import { studies } from '../../figures/studies'
import { links, notes, pictures, plannedTimes, timings } from '../../setup/checks/rules'
import { problemMarkdown } from '../../setup/checks/show-problem'
import { onSlide } from '../../setup/checks/slide-error'
import { tagsIn } from '../../setup/checks/tags'
import { AuthoringError } from '../../figures/problem'

const slide = (markdown: string, more: Partial<SlideFacts> = {}): SlideFacts => ({
  tags: tagsIn(markdown),
  note: 'Said.',
  clicks: 0,
  links: [],
  total: 17,
  hasFile: path => path === 'there.svg',
  ...more,
})

describe('tags', () => {
  it('are found in Markdown, with their plain attributes and the names of the bound ones', () => {
    expect(tagsIn('# Hi\n\n<div>\n\n<A b="c" :d="e" v-click />\n\n</div>').map(({ name, attributes, bound }) => [name, attributes, bound]))
      .toEqual([['div', {}, []], ['A', { b: 'c' }, ['d']]])
  })
  it('are not looked for in code, snippets or comments', () => {
    expect(tagsIn('```html\n<A />\n```\n<<< @/a.py#<A/> python\n<!-- <A /> -->')).toEqual([])
  })
})

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
    expect(() => onSlide({ index: 2, title: 'Slow' }, () => timings(slide('<TimingComparison study="written-wrong" />')))).toThrow('slide 3 (Slow): study "written-wrong"')
    expect(() => timings(slide('<TimingComparison study="written-wrong" />'))).toThrow(message)
  })
  it('that are as they should be pass', () => {
    expect(() => timings(slide('<TimingComparison study="uv" runs="uv pip-sync" baseline="pip-sync" reveal="uv" race="rounds" />'))).not.toThrow()
  })
})

describe('pictures', () => {
  it.each([
    ['<Picture src="gone.svg" alt="" />', 'the picture "gone.svg" is not in public/'],
    ['<ImageBackground src="there.svg" dark-src="gone.svg" />', 'the picture "gone.svg" is not in public/'],
    ['<Picture src="there.svg" />', 'has no text alternative'],
  ])('%s is refused', (markdown, message) => {
    expect(() => pictures(slide(markdown))).toThrow(message)
  })
  it('behind the content may be decoration', () => {
    expect(() => pictures(slide('<ImageBackground src="there.svg" />'))).not.toThrow()
  })
})

describe('notes', () => {
  it.each([
    [{ note: ' ' }, 'there is no speaker note'],
    [{ note: 'A [click] b.', clicks: 2 }, 'marks 1 click with [click], the front matter says clicks: 2'],
    [{ note: 'A [click] b.' }, 'marks 1 click with [click], the front matter says clicks: 0'],
  ])('%j is refused', (more, message) => {
    expect(() => notes(slide('', more))).toThrow(message)
  })
  it('may go on after several clicks at once', () => {
    expect(() => notes(slide('', { note: 'A [click] b [click:2] c.', clicks: 3 }))).not.toThrow()
  })
})

describe('planned times', () => {
  const words = (count: number) => Array.from({ length: count }, () => 'word').join(' ')

  it.each([
    [{ time: 45 }, 'the front matter says time: 45; it must be minutes and seconds in quotes'],
    [{ time: '1:75' }, 'such as \'0:45\''],
    [{ time: '0:30', note: words(62) }, 'the note has 62 words, 29 s at 130 a minute, and the slide is planned with 30 s; cut it to 61 words'],
  ])('%j is refused', (more, message) => {
    expect(() => plannedTimes(slide('', more))).toThrow(message)
  })
  it('leave some of it for looking, and marks of clicks are not spoken', () => {
    expect(() => plannedTimes(slide('', { time: '0:30', note: `${words(61)} [click]` }))).not.toThrow()
    expect(() => plannedTimes(slide('', { time: '0:30', note: `<b>${words(61)}</b> <span data-only="page">${words(30)}</span>` }))).not.toThrow()
    expect(() => plannedTimes(slide('', { note: words(500) }))).not.toThrow()
  })
})

describe('links', () => {
  it('lead to slides that are there', () => {
    expect(() => links(slide('', { links: [1, 17] }))).not.toThrow()
    expect(() => links(slide('', { links: [18] }))).toThrow('a link leads to slide 18; there are slides 1 to 17')
  })
})

describe('an error', () => {
  it('names the slide by number and title', () => {
    expect(() => onSlide({ index: 9, title: 'Slower' }, () => {
      throw new AuthoringError('it is wrong')
    })).toThrow('slide 10 (Slower): it is wrong')
  })
  it('that is no author\'s keeps its own words', () => {
    expect(() => onSlide({ index: 0, title: '' }, () => {
      throw new TypeError('a bug')
    })).toThrow(new TypeError('a bug'))
  })
  it('is shown on the slide as it was written', () => {
    expect(problemMarkdown('there is no "<b>{{ x }}"')).toBe('<pre v-pre role="alert" class="authoring-error">there is no "&lt;b&gt;{{ x }}"</pre>\n')
  })
})
