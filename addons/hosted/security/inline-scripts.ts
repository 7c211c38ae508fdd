import { FIRST_KEYS } from '../prerender/inline/first-keys'
import { BEFORE_PAINT } from '../prerender/inline/before-paint'
import { INLINE_SCRIPT } from '../offline/inline-script'

/**
 * Every script in the pages' HTML, as its exact text: the policy allows these by their hash and no other. A
 * page with a further one fails the build (see page-policy.ts).
 */
export const INLINE_SCRIPTS: readonly string[] = [INLINE_SCRIPT, BEFORE_PAINT, FIRST_KEYS]
