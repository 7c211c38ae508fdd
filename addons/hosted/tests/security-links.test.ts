import { compile } from '@vue/compiler-dom'
import { describe, expect, it } from 'vitest'
import { protectOutsideLinks } from '../security/outside-links'

/** What the compiled template says of the link's `rel`. */
const relOf = (template: string) => /rel: "([^"]*)"|rel=\\"([^"\\]*)\\"/.exec(compile(template, { nodeTransforms: [protectOutsideLinks] }).code)?.slice(1).find(Boolean)

describe('a link in a template', () => {
  it.each([
    ['to the outside', '<a href="https://example.org">x</a>'],
    ['to the outside by the page\'s protocol', '<a href="//example.org">x</a>'],
    ['to the outside in a new window', '<p><a href="https://example.org" target="_blank">x</a></p>'],
    ['whose address is bound', '<a :href="url">x</a>'],
    ['whose attributes are bound', '<a v-bind="link">x</a>'],
  ])('%s gets rel="noopener"', (_, template) => {
    expect(relOf(template)).toBe('noopener')
  })

  it('keeps its own rel beside it', () => {
    expect(relOf('<a href="https://example.org" rel="author">x</a>')).toBe('author noopener')
    expect(relOf('<a href="https://example.org" rel="noopener nofollow">x</a>')).toBe('noopener nofollow')
  })

  it.each([['to another slide', '<a href="/3">x</a>'], ['within the page', '<a href="#a">x</a>'], ['to nowhere', '<a name="a">x</a>']])('%s gets none', (_, template) => {
    expect(relOf(template)).toBeUndefined()
  })

  const attributesOf = (template: string) => compile(template, { nodeTransforms: [protectOutsideLinks] }).code

  it.each(['<a href="https://example.org">x</a>', '<a href="https://example.org" target="_blank">x</a>'])('%s opens in a new tab and says so', (template) => {
    expect(attributesOf(template)).toMatch(/target[": \\=]+_blank/)
    expect(attributesOf(template)).toContain('opens in a new tab')
  })

  it('whose address is bound does so while that is outside', () => {
    const code = attributesOf('<a :href="url">x</a>')
    expect(code).toMatch(/target: \(.*\.test\(url\) \? "_blank" : undefined/)
    expect(code).toMatch(/"aria-description": \(.*\.test\(url\) \?/)
  })

  it.each(['<a href="/3">x</a>', '<a href="https://example.org" target="_self">x</a>', '<a href="https://example.org" :target="where">x</a>'])('%s does not', (template) => {
    expect(attributesOf(template)).not.toContain('new tab')
  })
})
