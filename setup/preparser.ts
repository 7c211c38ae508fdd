import { definePreparserSetup } from '@slidev/types'
import { fillFigures } from '../figures/tokens'

/** A text with its figures filled in; a wrong name stays as it was written: setup/transformers.ts, which knows the slide, reports it. */
function filled(text: string): string {
  try {
    return fillFigures(text)
  } catch {
    return text
  }
}

/** Figures by name in titles and notes, as on the slides. */
export default definePreparserSetup(() => [{
  name: 'figures',
  async transformSlide(content, frontmatter: { title?: string }) {
    // found as Slidev finds it
    const { title = /^#+ (.*)$/m.exec(content.replace(/^```[\s\S]+?^```/gm, ''))?.[1] } = frontmatter
    if (title?.includes('[[')) frontmatter.title = filled(title.replace(/<[^>]+>/g, ''))
    return content
  },
  async transformNote(note) {
    return note && filled(note)
  },
}])
