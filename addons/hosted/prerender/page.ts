import type { Page } from 'playwright-chromium'
import type { ClickState } from './click-states'

/** What a page's `<head>` says about it. */
export interface PageMeta {
  title: string
  description: string
  canonical: string
  /** Absolute addresses, where the site's is known. */
  url?: string
  image?: { url: string, alt: string, width: number, height: number }
}

/** A page to be made of the build's `index.html`. */
export interface PageParts {
  template: string
  meta: PageMeta
  /** `clicks` are its states after each click. */
  slide: { no: number, markup: string, clicks: ClickState[] }
  /** The deck's path, with slashes at both ends, and its number of slides. */
  base: string
  total: number
  /** Paths that this page is for. */
  paths: string[]
  scheme: 'auto' | 'light' | 'dark'
  /** Inline scripts: one before the first paint, one behind the slide. */
  scripts: { beforePaint: string, firstKeys: string }
  css: string
  cssWithoutScript: string
  /** Addresses of what the slide shows, to be loaded first, and of the modules that start the deck, to be loaded after that. */
  preload: { fonts: string[], images: string[], modules: string[] }
  links: { rel: string, href: string, text: string }[]
}

/**
 * Puts a slide into the page that Slidev has built: head, styles, markup, plain links for those without scripts. The
 * browser parses and writes the HTML.
 *
 * The style sheets move behind the slide: it has its styles with it and is painted while they are on their way; scripts
 * wait for them as before.
 */
export function composePage(page: Page, parts: PageParts): Promise<string> {
  return page.evaluate((parts) => {
    const html = new DOMParser().parseFromString(parts.template, 'text/html')
    const { head, body, documentElement: root } = html
    const make = (tag: string, attributes: Record<string, string>, text = '') => {
      const element = html.createElement(tag)
      for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value)
      element.textContent = text
      return element
    }
    const { meta, slide, preload } = parts

    root.dataset.firstSlide = parts.paths.join(' ')
    root.dataset.scheme = parts.scheme
    if (parts.scheme !== 'auto') root.classList.add(parts.scheme)

    for (const old of head.querySelectorAll('meta[name="description"], meta[property^="og:"], meta[property^="twitter:"], meta[name^="twitter:"], link[rel="canonical"], link[rel="preload"][as="image"]')) {
      // what the deck's front matter says about its account stays
      if (!/twitter:site/.test(old.outerHTML)) old.remove()
    }
    // Slidev puts these in quotation marks
    for (const quoted of head.querySelectorAll<HTMLMetaElement>('meta[name="author"], meta[name="keywords"]')) quoted.content = quoted.content.replace(/^"(.*)"$/, '$1')
    html.title = meta.title
    const image = meta.image
    const facts: [string, string, string | undefined][] = [
      ['name', 'description', meta.description],
      ['property', 'og:type', 'article'],
      ['property', 'og:title', meta.title],
      ['property', 'og:description', meta.description],
      ['property', 'og:url', meta.url],
      ['property', 'og:image', image?.url],
      ['property', 'og:image:width', image && String(image.width)],
      ['property', 'og:image:height', image && String(image.height)],
      ['property', 'og:image:alt', image?.alt],
      ['name', 'twitter:card', image && 'summary_large_image'],
    ]
    const before = [
      ...preload.fonts.map(href => make('link', { rel: 'preload', as: 'font', type: 'font/woff2', crossorigin: '', href })),
      ...preload.images.map(href => make('link', { rel: 'preload', as: 'image', fetchpriority: 'high', href })),
      make('script', {}, parts.scripts.beforePaint),
      make('style', {}, parts.css),
    ]
    const withoutScript = make('noscript', {})
    withoutScript.append(make('style', {}, parts.cssWithoutScript))
    const after = [
      withoutScript,
      make('link', { rel: 'canonical', href: meta.canonical }),
      // the deck's own links to the article look here whether there is one
      ...parts.links.filter(({ rel }) => rel === 'alternate').map(({ rel, href }) => make('link', { rel, type: 'text/html', href })),
      ...facts.flatMap(([key, name, content]) => content ? [make('meta', { [key]: name, content })] : []),
    ]
    head.querySelector('title')?.after(...before, ...after)
    for (const href of preload.modules) head.append(make('link', { rel: 'modulepreload', crossorigin: '', href }))
    // fonts and pictures go first: the slide waits for them, and answers keys before the deck does
    for (const script of head.querySelectorAll('script[src], link[rel="modulepreload"]')) script.setAttribute('fetchpriority', 'low')

    const layer = make('div', { 'id': 'first-slide', 'class': 'first-slide', 'data-slide': String(slide.no), 'data-base': parts.base, 'data-total': String(parts.total) })
    layer.innerHTML = slide.markup
    const states = JSON.stringify(slide.clicks).replaceAll('<', '\\u003c')
    const last = make('div', { class: 'first-slide' })
    last.innerHTML = slide.markup
    const final = slide.clicks.at(-1)
    if (typeof final === 'string') last.innerHTML = final
    else if (final) {
      const elements = last.querySelectorAll('*')
      for (const [index, name] of final) elements[index]?.setAttribute('class', name)
    }
    const links = make('nav', { 'id': 'first-slide-links', 'aria-label': 'Slides' })
    for (const { rel, href, text } of parts.links) links.append(make('a', { rel, href }, text))
    const navigation = make('noscript', {})
    navigation.append(...final ? [last] : [], links)
    body.append(
      layer,
      navigation,
      make('script', { type: 'application/json', id: 'first-slide-clicks' }, states),
      // before the style sheets, which an inline script would wait for
      make('script', {}, parts.scripts.firstKeys),
      ...head.querySelectorAll('link[rel="stylesheet"]'),
    )
    return `<!DOCTYPE html>\n${root.outerHTML.replace(/\n\s*\n+/g, '\n')}\n`
  }, parts)
}
