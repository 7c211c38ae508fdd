import { describe, expect, it } from 'vitest'
import { noteSoFar } from '../ui/note'
import { revealed } from '../ui/revealed'
import { plainTitle, windowTitle } from '../ui/title'

describe('a title', () => {
  it.each([
    ['ruff lints **and** formats', 'ruff lints and formats'],
    ['How Rust is speeding up Python <small>(bindings and tooling)</small>', 'How Rust is speeding up Python (bindings and tooling)'],
    ['`uv` and [rye](https://example.org/a_b)', 'uv and rye'],
    ['2 * 3 is a snake_case', '2 * 3 is a snake_case'],
    [undefined, ''],
  ])('%s is read as "%s"', (markdown, plain) => {
    expect(plainTitle(markdown)).toBe(plain)
  })

  it('of the window names the slide and the talk, the talk alone on its cover', () => {
    expect(windowTitle('One hour in', 'The talk')).toBe('One hour in · The talk')
    expect(windowTitle('One hour in', 'The talk', true)).toBe('Presenter · One hour in · The talk')
    expect(windowTitle('The talk', 'The talk')).toBe('The talk')
    expect(windowTitle('', 'The talk')).toBe('The talk')
  })
})

describe('what a click revealed', () => {
  const reading = (lines: string[], highlighted: string[] = []) => ({ lines, highlighted })

  it('is what was not there before, with a stop after each line', () => {
    expect(revealed(reading(['Title', 'one']), reading(['Title', 'one', 'two', 'three!']))).toBe('two. three!')
  })
  it('is a table\'s row that has changed', () => {
    expect(revealed(reading(['a, not shown yet', 'b, not shown yet']), reading(['a, 2.90 ms', 'b, not shown yet']))).toBe('a, 2.90 ms.')
  })
  it('counts lines that are there twice', () => {
    expect(revealed(reading(['same']), reading(['same', 'same']))).toBe('same.')
    expect(revealed(reading(['same', 'same']), reading(['same', 'same']))).toBe('')
  })
  it('is the code that is pointed at, and nothing where the pointing ends', () => {
    expect(revealed(reading(['f(x);', 'g']), reading(['f(x);', 'g'], ['f(x);']))).toBe('Highlighted: f(x);')
    expect(revealed(reading(['f(x);'], ['f(x);']), reading(['f(x);']))).toBe('')
  })
  it('is nothing where something went', () => {
    expect(revealed(reading(['one', 'two']), reading(['one']))).toBe('')
  })
})

describe('the note under a slide', () => {
  const mark = (clicks: number) => `<span class="slidev-note-click-mark" data-clicks="${clicks}"></span>`
  const note = `<p>Welcome.</p>\n<p>${mark(1)} First, <em>this</em>.</p>\n<p>Then ${mark(2)} that.</p>\n<p>The end.</p>`

  it('goes as far as the clicks have come, without the speaker\'s marks', () => {
    expect(noteSoFar(note, 0).replace(/\s+/g, ' ')).toBe('<p>Welcome.</p>')
    expect(noteSoFar(note, 1).replace(/\s+/g, ' ')).toBe('<p>Welcome.</p> <p> First, <em>this</em>.</p> <p>Then </p>')
    expect(noteSoFar(note, 2).replace(/\s+/g, ' ')).toBe('<p>Welcome.</p> <p> First, <em>this</em>.</p> <p>Then that.</p> <p>The end.</p>')
  })
  it('is empty where there is no note', () => {
    expect(noteSoFar(undefined, 3)).toBe('')
  })
})
