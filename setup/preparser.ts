import { definePreparserSetup } from '@slidev/types'
import { fillFigures } from '../figures/tokens'

/**
 * Notes: figures by name, as on the slides.
 * A wrong name stays as it was written: checkSlide meets it again and knows which slide it is on.
 */
export default definePreparserSetup(() => [{
  name: 'notes',
  async transformNote(note) {
    if (!note)
      return note
    try {
      return fillFigures(note)
    } catch {
      return note
    }
  },
}])
