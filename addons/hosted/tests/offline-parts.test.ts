import { describe, expect, it } from 'vitest'
import type { RouteLocationNormalized } from 'vue-router'
import { readClicks, readNumber, repairAddress } from '../slidev-internals/address'
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

  const slides = { total: 7, aliases: ['end'], clicksOf: (no: number) => no === 4 ? 2 : undefined }
  const to = (query: object, no = '4') => ({ path: `/presenter/${no}`, hash: '', params: { no }, query }) as unknown as RouteLocationNormalized
  const guard = repairAddress(() => slides)

  it.each([['4', undefined], ['4.html', '4'], ['19', '7'], ['0', '1'], ['end', undefined], ['end.html', 'end'], ['word', undefined], ['4.5', undefined]])('slide "%s" is %s', (given, meant) => {
    expect(readNumber(given, slides)).toBe(meant)
  })

  it('are left alone where they are right', () => {
    expect([to({}), to({ clicks: '2' }), to({ clicks: '0' }), to({ print: '' })].map(guard)).toEqual([true, true, true, true])
  })

  it('are set right in place, with the rest of the address kept', () => {
    expect(guard(to({ clicks: '7', print: '' }))).toEqual({ path: '/presenter/4', hash: '', query: { clicks: '2', print: '' }, replace: true })
    expect(guard(to({ clicks: 'abc', print: '' }))).toEqual({ path: '/presenter/4', hash: '', query: { print: '' }, replace: true })
    expect(guard(to({ clicks: '7' }, '4.html'))).toEqual({ path: '/presenter/4', hash: '', query: { clicks: '2' }, replace: true })
    expect(guard(to({ print: '' }, '19'))).toEqual({ path: '/presenter/7', hash: '', query: { print: '' }, replace: true })
  })
})

describe('the service worker\'s rules', () => {
  const isPage = (path: string) => !NO_PAGE.some(pattern => pattern.test(path))
  it('give Slidev its pages, and leave files to the network', () => {
    expect(['/', '/11', '/talks/rust/presenter/3', '/overview', '/notes', '/print', '/read', '/11?clicks=2'].filter(path => !isPage(path))).toEqual([])
    expect(['/rust.pdf', '/sitemap.xml', '/talks/rust/robots.txt'].filter(isPage)).toEqual([])
  })

  it('tell the live experiment\'s files from the deck\'s', () => {
    const isLive = (path: string) => RUN_TIME.live.test(path)
    expect(['/pyodide-314.0.7/pyodide.asm.mjs', '/talk/pyodide-314.0.7/python_stdlib.zip', '/assets/polymatch.debug-Ab3_.so', '/x/assets/polymatch.release-C_9.so'].filter(path => !isLive(path))).toEqual([])
    expect(['/assets/index-abc.js', '/', '/11', '/pictures/gear.svg'].filter(isLive)).toEqual([])
  })
})

describe('readToken', () => {
  const css = ':root {\n  --paper: #fff;\n  --ink: #000;\n}\n\nhtml.dark {\n  --paper: #111;\n}\n'
  it('reads a token of its rule, or takes the other value', () => {
    expect([readToken(css, ':root', '--paper', 'x'), readToken(css, 'html.dark', '--paper', 'x')]).toEqual(['#fff', '#111'])
    expect([readToken(css, 'html.dark', '--ink', '#000'), readToken('', ':root', '--paper', '#fff')]).toEqual(['#000', '#fff'])
  })
})
