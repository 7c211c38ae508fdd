// @vitest-environment node
import { describe, expect, it } from 'vitest'
import { INLINE_SCRIPTS } from '../security/inline-scripts'
import { withPolicy } from '../security/page-policy'
import { PolicyNeeds } from '../security/policy-needs'
import { formatPolicy, hashOf, HEADER_POLICY, pagePolicy } from '../security/policy'

const page = (head: string, body = '') => `<!DOCTYPE html>\n<html><head>\n<meta charset="utf-8">${head}</head><body>${body}</body></html>`

describe('the hash of an inline text', () => {
  it('is the Base64 of its SHA-256, as the openssl program made it', () => {
    expect(hashOf('say("hällo")\n')).toBe('\'sha256-tKmMivzKcpUPULxfSA0JgO49UcgLCpQt5aYCkozPPDI=\'')
  })
})

describe('the policies', () => {
  it('of a page lets no script in but the deck\'s files and the listed ones', () => {
    const policy = pagePolicy(['a{}'])
    expect(policy['script-src']).toEqual(['\'self\'', '\'wasm-unsafe-eval\'', ...INLINE_SCRIPTS.map(hashOf)])
    expect(policy).toMatchObject({ 'object-src': ['\'none\''], 'base-uri': ['\'none\''], 'form-action': ['\'none\''], 'style-src-attr': ['\'none\''] })
    expect(formatPolicy(policy)).not.toMatch(/https?:|\*|'unsafe-eval'|'unsafe-hashes'/)
  })

  it('of a page allows its styles by their hashes, each once', () => {
    expect(pagePolicy(['a{}', 'b{}', 'a{}'])['style-src']).toEqual(['\'self\'', hashOf('a{}'), hashOf('b{}')])
  })

  it('of a page leaves out what has no effect there', () => {
    expect(pagePolicy([])).not.toHaveProperty('frame-ancestors')
    expect(HEADER_POLICY['frame-ancestors']).toEqual(['\'self\''])
  })
})

const nothing = new PolicyNeeds()
nothing.isKnown = true

describe('what a deck needs beyond its own files', () => {
  it('is allowed, and named with its slides', () => {
    const needs = new PolicyNeeds()
    needs.isKnown = true
    needs.note(3, 'img-src', 'https://host.example/a.png')
    needs.note(5, 'img-src', 'https://host.example/b.png')
    needs.note(4, 'frame-src', 'https://www.youtube.com/embed/x')
    needs.note(6, 'style-src-attr', 'inline')
    needs.note(6, 'style-src-elem', 'inline')
    needs.note(7, 'media-src', 'https://films.example/a.mp4')
    expect(needs.extend(pagePolicy(['a{}']))).toMatchObject({
      'img-src': ['\'self\'', 'data:', 'https://host.example'],
      'frame-src': ['https://www.youtube.com'],
      'media-src': ['\'self\'', 'https://films.example'],
      'style-src': ['\'self\'', '\'unsafe-inline\''],
      'style-src-attr': ['\'unsafe-inline\''],
    })
    expect(needs.describe()).toContain('img-src https://host.example (slide 3, 5)')
  })

  it('is known of what a visit does not show', () => {
    const needs = new PolicyNeeds()
    needs.isKnown = true
    needs.noteFeatures({
      config: { favicon: 'https://host.example/icon.png', fonts: { provider: 'google', webfonts: ['Inter'] } },
      features: { tweet: true },
      slides: [{ index: 4, content: '```ts {monaco-run}' }],
    } as unknown as Parameters<typeof needs.noteFeatures>[0])
    needs.note(7, 'frame-src', 'self')
    expect(needs.extend(pagePolicy([]))).toMatchObject({
      'img-src': expect.arrayContaining(['https://host.example']),
      'font-src': expect.arrayContaining(['https://fonts.gstatic.com']),
      'script-src': expect.arrayContaining(['https://platform.twitter.com', '\'unsafe-eval\'']),
      'frame-src': expect.arrayContaining(['\'self\'', 'https://platform.twitter.com']),
    })
    expect(needs.describe()).toEqual(expect.arrayContaining(['img-src https://host.example (every page)', 'script-src \'unsafe-eval\' (slide 5)']))
  })

  it('is left as it is for a deck that needs nothing', () => {
    expect(nothing.extend(pagePolicy(['a{}']))).toEqual(pagePolicy(['a{}']))
  })

  it('is allowed in general where nobody could look, but for scripts', () => {
    const policy = new PolicyNeeds().extend(pagePolicy([]))
    expect(policy).toMatchObject({ 'img-src': expect.arrayContaining(['https:']), 'frame-src': expect.arrayContaining(['https:']), 'style-src-attr': ['\'unsafe-inline\''] })
    expect(policy['script-src']).toEqual(pagePolicy([])['script-src'])
  })
})

describe('withPolicy', () => {
  it('writes the policy of the page\'s own styles and of those that scripts add right behind the charset', () => {
    const html = withPolicy(page(`<script>${INLINE_SCRIPTS[0]}</script><style>a{}</style><noscript><style media="print">b{}</style></noscript>`), ['c{}'], nothing)
    expect(html).toContain(`<meta charset="utf-8">\n<meta http-equiv="Content-Security-Policy" content="${formatPolicy(pagePolicy(['a{}', 'b{}', 'c{}']))}">`)
  })

  it('lets files and data be in the page', () => {
    expect(() => withPolicy(page('<script type="module" src="/a.js"></script><script type="application/ld+json">{"a":1}</script>'), [])).not.toThrow()
  })

  it.each([
    ['an inline script that is not listed', page('<script>alert(1)</script>'), /inline script .*alert\(1\)/],
    ['an inline handler', page('', '<b onclick="a()">x</b>'), /inline handler, "onclick"/],
    ['a style attribute', page('', '<b title="a > b" style="color:red">x</b>'), /style attribute/],
    ['no charset', '<html><head></head></html>', /charset/],
  ])('refuses a page with %s', (_, html, message) => {
    expect(() => withPolicy(html, [])).toThrow(message)
  })

  it('does not take text for markup', () => {
    expect(() => withPolicy(page('', '<p>one style="x" and &lt;b onclick="a"&gt;</p>'), [])).not.toThrow()
  })
})
