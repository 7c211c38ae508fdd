import type { Window } from '../support/site'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { layoutProblems } from '../support/layout'
import { openWindow } from '../support/site'

let opened: Window
beforeAll(async () => {
  opened = await openWindow()
})
afterAll(() => opened.context.close())

/** What the measuring says of a slide with this content, at half the canvas' size. */
async function problemsOf(html: string): Promise<string[]> {
  const { page } = opened
  await page.setContent(`
    <style>* { margin: 0; font: 20px/1.2 monospace }</style>
    <div id="slide-content" style="position: absolute; width: 980px; height: 552px; transform-origin: 0 0; transform: scale(.5)">
      <div class="slidev-page" style="position: absolute; inset: 0; padding: 20px">${html}</div>
    </div>`)
  return layoutProblems(page)
}

describe('the measuring of a slide', () => {
  it.each([
    ['text in its place', '<h1>Rust</h1><p>and <b>Python</b></p><pre><code style="font-size: 14px">x = 1</code></pre>'],
    ['text for screen readers', '<p style="position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%)">the chart in words</p>'],
    ['what is not shown yet', '<p style="position: absolute; top: 540px; opacity: 0">later</p>'],
    ['a label on its ground', '<p style="position: relative; background: white">Rust</p><div class="timing"><div class="bar" style="width: 90px; height: 9px"></div></div>'],
    ['lines set tightly', '<p style="line-height: .95">one</p><p style="line-height: .95">two</p>'],
  ])('finds nothing wrong with %s', async (_, html) => {
    expect(await problemsOf(html)).toEqual([])
  })

  it.each([
    ['outside', 'text beyond the canvas', '<p style="position: absolute; top: 540px">below</p>'],
    ['outside', 'a picture beyond the canvas', '<svg role="img" aria-label="gear" style="position: absolute; left: 900px" width="100" height="50"></svg>'],
    ['cut off', 'text that its box clips', '<div style="width: 50px; overflow: hidden; white-space: nowrap">a long line of text</div>'],
    ['cut off', 'code that would have to be scrolled', '<pre style="height: 30px; overflow: auto"><code>1\n2\n3</code></pre>'],
    ['cut off', 'what a screen reader is kept from', '<div aria-hidden="true" style="width: 50px; overflow: hidden; white-space: nowrap">a long label</div>'],
    ['outside', 'a bar beyond the canvas', '<div class="timing" aria-hidden="true"><div class="bar" style="width: 990px; height: 9px"></div></div>'],
    ['covered', 'a text under something', '<p>Rust</p><div style="position: relative; top: -20px; width: 90px; height: 20px; background: white"></div>'],
    ['covered', 'a bar\'s end under a lens', '<div class="timing"><div class="bar" style="width: 90px; height: 20px"></div><div style="position: relative; top: -20px; left: 80px; width: 20px; height: 20px; background: white"></div></div>'],
    ['overlap', 'text on text', '<p>Rust</p><p style="position: relative; top: -20px">Python</p>'],
    ['small', 'small print', '<p style="font-size: 17px">read me</p>'],
    ['small', 'small print that a screen reader is kept from', '<p aria-hidden="true" style="font-size: 17px">read me</p>'],
    ['small', 'small code', '<code style="font-size: 13px">x = 1</code>'],
  ])('finds %s: %s', async (kind, _, html) => {
    const problems = await problemsOf(html)
    expect(problems.length).toBeGreaterThan(0)
    expect(problems.filter(problem => !problem.startsWith(`${kind}: `))).toEqual([])
  })
})
