import { describe, expect, it } from 'vitest'
import { askable, criticalCss } from '../prerender/critical-css'

const url = 'http://localhost/talk/assets/index.css'

/** The page has what is named, and asks for nothing else. */
const has = (...present: string[]) => (selectors: string[]) => Promise.resolve(selectors.map(selector => present.includes(selector)))

async function taken(css: string, present: string[], options: { extra?: string, fonts?: { family: string, unicodeRange: string }[] } = {}) {
  return criticalCss([{ css, url }], { matches: has(...present), fonts: [], ...options })
}

describe('what a page needs of its style sheets', () => {
  it('is the rules that match, in their order, and of their selectors those that do', async () => {
    const { css } = await taken('a,b{color:red}c{color:blue}b{color:green}', ['b'])
    expect(css).toBe('b{color:red}b{color:green}')
  })

  it('keeps media queries for the screen and drops print, pointers, animations and later states', async () => {
    const { css } = await taken('@media (min-width:1px){a{color:red}}@media print{a{color:blue}}@media (hover:hover){a{top:0}}a:hover{left:0}@keyframes x{to{top:0}}', ['a'])
    expect(css).toBe('@media (min-width:1px){a{color:red}}')
  })

  it('keeps custom properties that are read, also by way of others and in markup', async () => {
    const { css } = await taken(':root{--a:var(--b);--b:1px;--c:2px;--d:3px}p{top:var(--a)}', [':root', 'p'], { extra: 'style="left:var(--d)"' })
    expect(css).toBe(':root{--a:var(--b);--b:1px;--d:3px}p{top:var(--a)}')
  })

  it('keeps the font faces in use, whatever way their range is written, and the fallbacks for them', async () => {
    const faces = '@font-face{font-family:"One";src:url(one.woff2);unicode-range:U+0100-02FF}@font-face{font-family:One;src:url(latin.woff2)}@font-face{font-family:Two;src:url(two.woff2)}'
    const standIns = '@font-face{font-family:One Fallback;src:local("Arial")}@font-face{font-family:Two Fallback;src:local("Arial")}'
    const { css } = await taken(faces + standIns, [], { fonts: [{ family: 'One', unicodeRange: 'U+100-2FF' }] })
    expect(css).toBe('@font-face{font-family:"One";src:url(/talk/assets/one.woff2);unicode-range:U+0100-02FF}@font-face{font-family:One Fallback;src:local("Arial")}')
  })

  it('leaves addresses inside the sheet and in other places alone', async () => {
    const { css } = await taken('a{mask:url(data:image/svg+xml,x);filter:url(#f);background:url("https://example.org/x.png")}', ['a'])
    expect(css).toBe('a{mask:url(data:image/svg+xml,x);filter:url(#f);background:url("https://example.org/x.png")}')
  })

  it('repeats the dark scheme\'s rules for a system set to dark', async () => {
    const { css, darkWithoutScript } = await taken('html.dark{color:white}.dark p{top:0}p{top:1px}', ['html', 'html p', 'p'])
    expect(css).toBe('html.dark{color:white}.dark p{top:0}p{top:1px}')
    expect(darkWithoutScript).toBe('@media (prefers-color-scheme:dark){html:not(.light){color:white}:where(html):not(.light) p{top:0}}')
  })
})

describe('a selector as the page is asked for it', () => {
  it.each([
    ['p::before', 'p'],
    ['::before', '*'],
    ['.a > ::after', '.a >*'],
    ['html.dark .x', 'html .x'],
    ['.dark .dark\\:text', 'html .dark\\:text'],
    ['html:not(.dark) .y', 'html:not(html) .y'],
  ])('%s', (selector, asked) => {
    expect(askable(selector)).toBe(asked)
  })

  it.each(['a:hover', 'a:focus-visible b', 'input::-webkit-search-decoration'])('%s is for later', (selector) => {
    expect(askable(selector)).toBeUndefined()
  })
})
