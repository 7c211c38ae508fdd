import { describe, expect, it } from 'vitest'
import type { RouteLocationNormalized } from 'vue-router'
import { mendClicks, readClicks } from '../slidev-internals/clicks-query'
import { NO_PAGE, RUN_TIME } from '../offline/pwa'
import { readToken } from '../offline/tokens'

describe('clicks in an address', () => {
  it.each([
    ['2', 3, '2'],
    ['999', 3, '3'],
    ['3', undefined, '3'],
    ['0', 3, undefined],
    ['999', 0, undefined],
    ['abc', 3, undefined],
    ['-1', 3, undefined],
    ['1.5', 3, undefined],
    ['1e3', 3, undefined],
    ['', 3, undefined],
    [null, 3, undefined],
    [['1', '2'], 3, '2'],
    ['9'.repeat(400), undefined, undefined],
  ])('%j on a slide with %s clicks are %s', (given, total, clicks) => {
    expect(readClicks(given, total)).toBe(clicks)
  })

  const to = (query: object) => ({ path: '/4', hash: '', params: { no: '4' }, query }) as unknown as RouteLocationNormalized
  const guard = mendClicks(no => no === '4' ? 2 : undefined)

  it('are left alone where they are right', () => {
    expect([to({}), to({ clicks: '2' }), to({ clicks: '0' }), to({ print: '' })].map(guard)).toEqual([true, true, true, true])
  })

  it('are mended in place, with the rest of the address kept', () => {
    expect(guard(to({ clicks: '7', print: '' }))).toEqual({ path: '/4', hash: '', query: { clicks: '2', print: '' }, replace: true })
    expect(guard(to({ clicks: 'abc', print: '' }))).toEqual({ path: '/4', hash: '', query: { print: '' }, replace: true })
  })
})

describe('the service worker\'s rules', () => {
  const isPage = (path: string) => !NO_PAGE.some(pattern => pattern.test(path))
  it('give Slidev its pages, and leave files to the network', () => {
    expect(['/', '/11', '/talks/rust/presenter/3', '/overview', '/notes', '/print', '/11?clicks=2'].filter(path => !isPage(path))).toEqual([])
    expect(['/rust.pdf', '/sitemap.xml', '/talks/rust/robots.txt', '/read'].filter(isPage)).toEqual([])
  })

  it('tell the live experiment\'s files from the deck\'s', () => {
    const isLive = (path: string) => RUN_TIME.live.test(path)
    expect(['/pyodide-314.0.7/pyodide.asm.mjs', '/talk/pyodide-314.0.7/python_stdlib.zip', '/assets/polymatch.debug-Ab3_.so', '/x/assets/polymatch.release-C_9.so'].filter(path => !isLive(path))).toEqual([])
    expect(['/assets/index-abc.js', '/', '/11', '/pictures/gear.svg'].filter(isLive)).toEqual([])
  })
})

describe('readToken', () => {
  const css = ':root {\n  --paper: #fff;\n  --ink: #000;\n}\n\nhtml.dark {\n  --paper: #111;\n}\n'
  it('reads a token of its rule', () => {
    expect([readToken(css, ':root', '--paper'), readToken(css, 'html.dark', '--paper')]).toEqual(['#fff', '#111'])
  })

  it('says what is missing', () => {
    expect(() => readToken(css, 'html.dark', '--ink')).toThrow('styles/tokens.css has no --ink in "html.dark"')
  })
})
