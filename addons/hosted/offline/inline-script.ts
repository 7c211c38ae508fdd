import { STORAGE } from './storage'
import { TROUBLE } from './load-error'

/** The script that stands in every page's HTML and runs before the deck's own. */
export const EARLY = `${STORAGE};${TROUBLE}`
