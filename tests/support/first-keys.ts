import { slides } from './deck'

/** The first slide that clicks reveal, one element a click. */
const found = slides.find(({ no, content }) => no < slides.length && /\bv-click\b/.test(content) && !/<v-clicks|magic-move|\{\d/.test(content))
if (!found) throw new Error('No slide of the deck has a v-click')

/** Its number, and how many clicks it has. */
export const stepped = { no: found.no, clicks: found.content.match(/\bv-click\b/g)?.length ?? 0 }

export const lastSlide = slides.length
