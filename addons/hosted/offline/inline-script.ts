import { STORAGE } from './storage'
import { LOAD_ERROR } from './load-error'

/** The script in every page's HTML; it runs before the deck's own. */
export const INLINE_SCRIPT = `${STORAGE};${LOAD_ERROR}`
