import type { MarkdownTransformer } from '@slidev/types'
import type { CheckedSlide, Rule } from '../index'
import MagicString from 'magic-string'
import { describe, expect, it, vi } from 'vitest'
import { passes } from '../index'
import { described, links, notes, pictures, plannedTimes } from '../rules'
import { tagsIn } from '../tags'

const slide = (content: string, { note = 'Said.', ...frontmatter }: { note?: string, clicks?: number, time?: unknown } = {}): CheckedSlide => ({
  content,
  tags: tagsIn(content),
  note,
  frontmatter,
  total: 17,
  hasFile: path => path === 'there.svg',
})

describe('tags', () => {
  it('are found in Markdown, with their plain attributes and the names of the bound ones', () => {
    expect(tagsIn('# Hi\n\n<div>\n\n<A b="c" :d="e" v-click />\n\n</div>').map(({ name, attributes, bound }) => [name, attributes, bound]))
      .toEqual([['div', {}, []], ['A', { b: 'c' }, ['d']]])
  })
  it('are not looked for in code, snippets or comments', () => {
    expect(tagsIn('```html\n<A />\n```\n~~~\n<A />\n~~~\n<<< @/a.py#<A/> python\n<!-- <A /> --> `<A />` <pre><A /></pre>')).toEqual([])
  })
})

describe('pictures', () => {
  it.each([
    ['<Picture src="gone.svg" alt="" />', 'the picture "gone.svg" is not in public/'],
    ['<Background src="there.svg" dark-src="/gone.PNG" />', 'the picture "/gone.PNG" is not in public/'],
    ['Text ![and a picture](/gone.svg).', 'the picture "/gone.svg" is not in public/'],
  ])('%s is refused', (markdown, message) => {
    expect(() => pictures(slide(markdown))).toThrow(message)
  })
  it.each(['<img src="there.svg">', '<img src="./beside.svg">', '![](https://a.example/b.png)', '<a href="https://a.example/b.png">b</a>', '`<img src="gone.svg">`', '~~~md\n![](gone.svg)\n~~~'])('%s is none of theirs', (markdown) => {
    expect(() => pictures(slide(markdown))).not.toThrow()
  })
  it('say what they mean, where they are asked to', () => {
    expect(() => described('img', 'Picture')(slide('<Picture src="there.svg" />'))).toThrow('the picture "there.svg" has no text alternative')
    expect(() => described('img')(slide('<Picture src="there.svg" /> <img src="there.svg" alt=""> <img :alt="what"> `<img>`'))).not.toThrow()
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

it('links to slides lead to slides that are there', () => {
  expect(() => links(slide('[to](/17) [the](1?clicks=2) <Link to="9" />\n\n```js\nfns[0](0)\n```'))).not.toThrow()
  expect(() => links(slide('[to](/18)'))).toThrow('a link leads to slide 18; there are slides 1 to 17')
  expect(() => links(slide('<Link to="0" />'))).toThrow('a link leads to slide 0')
})

describe('a broken rule', () => {
  const broken: Rule = () => {
    throw new Error('there is no "<b>{{ x }}"')
  }
  const context = (mode: 'build' | 'dev', content = '# Slower') => ({
    s: new MagicString(content),
    slide: { content, frontmatter: {}, index: 9, title: 'Slower' },
    options: { mode, userRoot: '/nowhere', data: { slides: [] } },
  }) as unknown as Parameters<MarkdownTransformer>[0]
  const message = 'slide 10 (Slower): there is no "<b>{{ x }}"'

  it('ends a build, and names the slide by number and title', () => {
    expect(() => passes(context('build'), [broken])).toThrow(message)
  })
  it('is shown on the slide in dev, as it was written', () => {
    const log = vi.spyOn(console, 'error').mockReturnValue()
    const dev = context('dev')
    expect(passes(dev, [broken])).toBe(false)
    expect(dev.s.toString()).toBe('<pre v-pre role="alert" class="authoring-error">slide 10 (Slower): there is no "&lt;b&gt;{{ x }}"</pre>\n')
    expect(log.mock.calls).toEqual([[message]])
  })
  it('is shown on an empty slide, too, and beside another one', () => {
    vi.spyOn(console, 'error').mockReturnValue()
    const dev = context('dev', '')
    passes(dev, [broken])
    passes(dev, [broken])
    expect(dev.s.toString().match(/role="alert"/g)).toHaveLength(2)
  })
  it('is the rule\'s own fault where the error is of another kind', () => {
    const fault = new TypeError('a bug')
    expect(() => passes(context('build'), [() => {
      throw fault
    }])).toThrow(fault)
  })
  it('is none where all is well', () => {
    const dev = context('dev')
    expect(passes(dev, [({ hasFile, total }) => expect([hasFile('a.svg'), total]).toEqual([false, 0])])).toBe(true)
    expect(dev.s.hasChanged()).toBe(false)
  })
})
