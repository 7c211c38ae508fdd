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
})
