import type { MarkdownTransformer } from '@slidev/types'
import type { Rule } from './rule'
import { existsSync } from 'node:fs'
import path from 'node:path'
import { tagsIn } from './tags'

export type { CheckedSlide, Rule } from './rule'
export { described } from './rules'

const ESCAPES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' }

/** What a slide shows in place of its content. A message may quote what Vue would take for an expression: v-pre. */
const problemMarkdown = (message: string) => `<pre v-pre role="alert" class="authoring-error">${message.replace(/[&<>]/g, character => ESCAPES[character] ?? '')}</pre>\n`

/**
 * Holds a slide against rules, for a transformer of `setup/transformers.ts`. What they throw fails a build or an export,
 * with the slide's number and title in front; in dev the slide shows it.
 *
 * @returns whether the slide is as it should be
 */
export function passes({ s, slide, options }: Parameters<MarkdownTransformer>[0], rules: readonly Rule[]): boolean {
  const { content, frontmatter, note = '', index, title } = slide
  const facts = { content, frontmatter, note, tags: tagsIn(content), total: options.data.slides.length, hasFile: (file: string) => existsSync(path.join(options.userRoot, 'public', file)) }
  try {
    for (const rule of rules) rule(facts)
    return true
  } catch (error) {
    // errors of other kinds are the rule's own
    if (!(error instanceof Error) || error.name !== 'Error') throw error
    const message = `slide ${index + 1}${title ? ` (${title})` : ''}: ${error.message}`
    if (options.mode !== 'dev') throw new Error(message)
    console.error(message)
    s.remove(0, s.original.length).append(problemMarkdown(message))
    return false
  }
}
