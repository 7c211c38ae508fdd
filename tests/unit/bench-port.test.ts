// @vitest-environment node
import { describe, expect, it } from 'vitest'
import { marpMarkdown, revealMarkdown, slidevMarkdown } from '../bench/port/dialects'
import { plainSlide } from '../bench/port/plain-slide'
import { plainDeck } from '../bench/port/project'
import { readDeck } from '../../addons/hosted/commands/slidev'

const noSnippet = (file: string) => {
  throw new Error(`${file} was read`)
}
const contentOf = (content: string) => plainSlide({ content: `# T\n\n${content}` }, noSnippet).content.replace('# T\n\n', '')

describe('a slide in plain Markdown', () => {
  it.each([
    ['keeps Markdown', '- a\n- **b** [c](https://x.y)\n\nd', '- a\n- **b** [c](https://x.y)\n\nd'],
    ['says HTML in Markdown', '<p class="x">a <strong>b</strong> <a href="https://x.y/(z)">c</a><br>d</p>', 'a **b** [c](<https://x.y/(z)>) d'],
    ['makes a list of a list', '<ul>\n  <li>a</li>\n  <li>b</li>\n</ul>', '- a\n- b'],
    ['makes a list of definitions', '<dl>\n  <dt>a</dt>\n  <dd>b</dd>\n</dl>', '- **a**: b'],
    ['keeps what is in a component that has no other text', '<Terminal v-click="3">a</Terminal>', 'a'],
    ['leaves out what has no text', 'a\n\n<LiveExperiment />\n\n<simple-icons-ruff />\n\n<QrCode />', 'a'],
    ['leaves out decoration', '<p aria-hidden="true">?</p>\n\na', 'a'],
    ['keeps a picture with its alternative', '<Picture src="pictures/a.svg" alt="A snake." />', '![A snake.](pictures/a.svg)'],
    ['takes a star for a star', '<p>* a</p>', '\\* a'],
    ['looks up figures', '[[article.python]]', '293.41 ms'],
    ['says a comparison as a table', '<TimingComparison study="article" runs="python naive-debug" />', [
      'A round: 100 points, 1,000 polygons ([Ohad Ravid](https://ohadravid.github.io/posts/2023-03-rusty-python/))',
      '',
      '| Run | Time | Against Python with NumPy |',
      '|---|--:|--:|',
      '| Python with NumPy | 293.41 ms | baseline |',
      '| naive Rust, debug | 609.46 ms | 2.1× slower |',
    ].join('\n')],
    ['says a life as a list', '<LifeLine :events="[{ date: \'2024-02\', text: \'a\' }]" />', '- **February 2024**: a'],
  ])('%s', (_, source, plain) => {
    expect(contentOf(source)).toBe(plain)
  })

  it('shows a region of a file as code, and code as it is', () => {
    const files: Record<string, string> = { 'a.py': 'import x\n# #region b\nx < 1\n\n  y\n# #endregion b\n' }
    const content = '# T\n\n````md magic-move {at: 2}\n<<< @/a.py#b python {1|2}\n```rust\nVec<T>\n```\n````\n'
    expect(plainSlide({ content }, file => files[file] ?? noSnippet(file)).content)
      .toBe('# T\n\n```python\nx < 1\n\n  y\n```\n\n```rust\nVec<T>\n```')
    expect(() => plainSlide({ content: '# T\n\n<<< @/a.py#c python' }, () => '')).toThrow('a.py has no region "c"')
  })

  it('has a title without markup, and a note without click marks', () => {
    expect(plainSlide({ content: '# a **b** <small>(c)</small>', note: 'One.\n\n[click] [[article.python]].' }, noSnippet))
      .toMatchObject({ title: 'a b (c)', note: 'One.\n\n293.41 ms.' })
    expect(() => plainSlide({ content: 'no heading' }, noSnippet)).toThrow('No heading')
  })
})

describe('the port of this deck', async () => {
  const plain = plainDeck(await readDeck())

  it('has every slide, told apart by its title, and nothing that only our deck knows', () => {
    expect(new Set(plain.slides.map(({ title }) => title)).size).toBe(plain.slides.length)
    for (const { content } of plain.slides) {
      expect(content.replace(/^```[\s\S]*?^```$/gm, '')).not.toMatch(/<\/?[a-z][\w-]*[ >]|\[\[|<<<|@@|v-click/i)
    }
  })

  it.each([['Slidev', slidevMarkdown], ['Marp', marpMarkdown], ['reveal-md', revealMarkdown]])('has as many slides for %s', (_, markdown) => {
    const [, , ...slides] = markdown(plain).split(/^---$/m)
    expect(slides).toHaveLength(plain.slides.length)
    for (const [index, { title, note }] of plain.slides.entries()) {
      expect(slides[index]?.replace(/[*_`]/g, '')).toContain(`# ${title}`)
      expect(slides[index]).toContain(note)
    }
  })
})
