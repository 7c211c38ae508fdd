/** The same slides as each program reads them: where a slide ends, what is a note, where pictures are. */
import type { PlainSlide } from './plain-slide'

/** What is ported of a deck. */
export interface PlainDeck {
  title: string
  lang: string
  slides: PlainSlide[]
}

/** Slidev: its theme's fonts would come from another host, which nobody here can reach. */
export function slidevMarkdown({ title, slides }: PlainDeck): string {
  const head = frontMatter({ theme: 'default', title, fonts: { provider: 'none' } })
  return head + slides.map(slide => rooted(withComment(slide))).join('\n---\n\n')
}

export function marpMarkdown({ title, lang, slides }: PlainDeck): string {
  return frontMatter({ marp: true, title, lang }) + slides.map(withComment).join('\n---\n\n')
}

export function revealMarkdown({ title, slides }: PlainDeck): string {
  return frontMatter({ title }) + slides.map(({ content, note }) => `${content}\n\nNote: ${note}\n`).join('\n---\n\n')
}

// JSON is YAML
function frontMatter(values: Record<string, unknown>): string {
  return `---\n${Object.entries(values).map(([key, value]) => `${key}: ${JSON.stringify(value)}`).join('\n')}\n---\n\n`
}

function withComment({ content, note }: PlainSlide): string {
  return `${content}\n\n<!--\n${note}\n-->\n`
}

/** Pictures from the site's root, as Slidev's public folder is served. */
function rooted(markdown: string): string {
  return markdown.replaceAll('](pictures/', '](/pictures/')
}
