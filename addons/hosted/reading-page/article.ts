import type { Note } from '../prerender/slide-text'

/** What the article says about the talk as a whole. */
export interface Talk {
  title: string
  description: string
  author?: string
  keywords: string[]
  lang: string
  /** The deck's path at its host, with slashes at both ends. */
  base: string
  /** The site's absolute address; empty where it is not known. */
  site: string
  /** Address of the page's style sheet. */
  styleSheet: string
  fonts: string[]
}

/** One slide in the article. */
export interface Chapter {
  no: number
  title: string
  /** Opens a part of the talk. */
  opener: boolean
  content: string
  note: Note
}

/** The talk for search engines. */
export function structuredData(talk: Talk, chapters: Chapter[]): object {
  const url = `${talk.site}read/`
  return {
    '@context': 'https://schema.org',
    '@type': 'Article',
    'headline': talk.title,
    'description': talk.description,
    'inLanguage': talk.lang,
    ...talk.author && { author: { '@type': 'Person', 'name': talk.author } },
    ...talk.keywords.length && { keywords: talk.keywords.join(', ') },
    ...talk.site && { url, mainEntityOfPage: url },
    'articleSection': chapters.filter(chapter => chapter.opener).map(chapter => chapter.title),
    'articleBody': chapters.map(({ note }) => note.text).filter(Boolean).join('\n\n'),
  }
}

/**
 * Code that changes from click to click, as a row of its states: each with its number, once where clicks leave it as it is.
 *
 * @param states the code's HTML at each click
 */
export function inSteps(states: string[]): string {
  const steps = states.filter((state, index) => state && state !== states[index - 1])
  if (steps.length < 2) return steps.join('')
  return steps.map((code, index) => `<figure class="step"><figcaption>${index + 1} of ${steps.length}</figcaption>${code}</figure>`).join('')
}

/** The whole page. It needs no script. */
export function articlePage(talk: Talk, chapters: Chapter[]): string {
  const { base } = talk
  const canonical = `${talk.site || base}read/`
  const meta: [string, string, string][] = [
    ['name', 'description', talk.description],
    ...talk.author ? [['name', 'author', talk.author]] as [string, string, string][] : [],
    ['property', 'og:type', 'article'],
    ['property', 'og:title', talk.title],
    ['property', 'og:description', talk.description],
    ...talk.site ? [['property', 'og:url', canonical], ['property', 'og:image', `${talk.site}previews/1.webp`], ['name', 'twitter:card', 'summary_large_image']] as [string, string, string][] : [],
  ]
  // "<" could end the element that the data is in
  const data = JSON.stringify(structuredData(talk, chapters)).replaceAll('<', '\\u003c')
  return `<!DOCTYPE html>
<html lang="${escape(talk.lang)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escape(talk.title)}: the talk to read</title>
${meta.map(([key, name, content]) => `<meta ${key}="${name}" content="${escape(content)}">`).join('\n')}
<meta name="color-scheme" content="light dark">
<link rel="canonical" href="${escape(canonical)}">
<link rel="icon" href="${base}favicon.svg">
${talk.fonts.map(href => `<link rel="preload" as="font" type="font/woff2" crossorigin href="${href}">`).join('\n')}
<link rel="stylesheet" href="${talk.styleSheet}">
<script type="application/ld+json">${data}</script>
</head>
<body>
<header class="top">
<h1>${escape(talk.title)}</h1>
${talk.author ? `<p class="by">${escape(talk.author)}</p>\n` : ''}<p>${escape(talk.description)}</p>
<p><a href="${base}">See the slides</a></p>
</header>
<nav class="contents" aria-label="Contents">
<ol>
${chapters.map(({ no, title, opener }) => `<li${opener ? ' class="opener"' : ''}><a href="#slide-${no}">${escape(title)}</a></li>`).join('\n')}
</ol>
</nav>
<main>
${chapters.map(chapter => section(chapter, base)).join('\n')}
</main>
<footer><p><a href="${base}">See the slides</a></p></footer>
</body>
</html>
`
}

function section({ no, title, opener, content, note }: Chapter, base: string): string {
  return `<section id="slide-${no}" aria-labelledby="slide-${no}-title"${opener ? ' class="opener"' : ''}>
<h2 id="slide-${no}-title">${escape(title)}</h2>
<div class="slide">${content}</div>
<div class="said">${note.html}</div>
<p class="there"><a href="${base}${no}" aria-label="Slide ${no}: ${escape(title)}">Slide ${no}</a></p>
</section>`
}

/** Tells search engines where the sitemap is. They read it at a host's root only. */
export function robots(site: string): string {
  return `User-agent: *\nAllow: /\n\nSitemap: ${site}sitemap.xml\n`
}

/** The addresses for search engines: every slide and the article. */
export function sitemap(site: string, slides: number): string {
  const addresses = [site, ...Array.from({ length: slides - 1 }, (_, index) => `${site}${index + 2}`), `${site}read/`]
  return `<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
${addresses.map(address => `<url><loc>${escape(address)}</loc></url>`).join('\n')}
</urlset>
`
}

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
}
