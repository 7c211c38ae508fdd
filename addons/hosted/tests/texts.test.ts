import type { Talk } from '../reading-page/article'
import { describe as suite, expect, it } from 'vitest'
import { articlePage, inSteps, sitemap, structuredData } from '../reading-page/article'
import { describe } from '../prerender/slide-text'

const talk: Talk = { title: 'A & B', description: 'On <both>', author: 'N. N.', keywords: ['a', 'b'], lang: 'en', base: '/talk/', site: 'https://example.org/talk/', styleSheet: '/talk/x.css', fonts: [] }
const chapter = { no: 2, title: 'One < two', opener: true, content: '<p>x</p>', note: { html: '<p>Said.</p>', text: 'Said.' } }

suite('a description', () => {
  it('is the text, if that is short', () => expect(describe(' a\n b ')).toBe('a b'))
  it('is whole sentences', () => expect(describe(`${'x'.repeat(90)}. ${'y'.repeat(60)}. ${'z'.repeat(40)}.`)).toBe(`${'x'.repeat(90)}. ${'y'.repeat(60)}.`))
  it('is the first words of a long sentence', () => {
    const description = describe('word '.repeat(60))
    expect(description).toMatch(/^(?:word )+word…$/)
    expect(description.length).toBeLessThanOrEqual(160)
  })
})

suite('the article', () => {
  it('escapes what it is given, also in the data for search engines', () => {
    const page = articlePage({ ...talk, title: '</script><b>' }, [chapter])
    expect(page).not.toContain('</script><b>')
    expect(page).toContain('<a href="/talk/2" aria-label="Slide 2: One &lt; two">')
  })

  it('says who and what, and where if that is known', () => {
    expect(structuredData(talk, [chapter])).toMatchObject({ headline: 'A & B', author: { name: 'N. N.' }, url: 'https://example.org/talk/read/', articleSection: ['One < two'] })
    expect(structuredData({ ...talk, site: '' }, [])).not.toHaveProperty('url')
    expect(articlePage({ ...talk, site: '' }, [])).toContain('<link rel="canonical" href="/talk/read/">')
  })

  it('has every state of code that clicks change, each once', () => {
    expect(inSteps(['<pre>a</pre>', '<pre>a</pre>', '<pre>b</pre>'])).toBe('<figure class="step"><figcaption>1 of 2</figcaption><pre>a</pre></figure><figure class="step"><figcaption>2 of 2</figcaption><pre>b</pre></figure>')
    expect(inSteps(['', '<pre>a</pre>', '<pre>a</pre>'])).toBe('<pre>a</pre>')
  })

  it('is in the sitemap with every slide', () => {
    expect(sitemap('https://example.org/', 3).match(/<loc>[^<]+/g)).toEqual(['<loc>https://example.org/', '<loc>https://example.org/2', '<loc>https://example.org/3', '<loc>https://example.org/read/'])
  })
})
