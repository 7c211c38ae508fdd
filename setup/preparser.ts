import { definePreparserSetup } from '@slidev/types'
import { fillFigures } from '../figures/tokens'

/**
 * Notes: figures by name, as on the slides, and the slide's planned time in front.
 * A wrong name stays as it was written: checkSlide meets it again and knows which slide it is on.
 */
export default definePreparserSetup(() => [{
  name: 'notes',
  async transformNote(note, frontmatter: { time?: string }) {
    if (!note)
      return note
    const time = frontmatter.time ? `**${frontmatter.time}** ` : ''
    try {
      return time + fillFigures(note)
    } catch {
      return time + note
    }
  },
}])
