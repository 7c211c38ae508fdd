import { definePreparserSetup } from '@slidev/types'
import { fillFigures } from '../components/figures/tokens'

/** Notes: figures by name, as on the slides, and the slide's planned time in front. */
export default definePreparserSetup(() => [{
  name: 'notes',
  async transformNote(note, frontmatter: { time?: string }) {
    if (!note)
      return note
    const time = frontmatter.time ? `**${frontmatter.time}** ` : ''
    return time + fillFigures(note)
  },
}])
