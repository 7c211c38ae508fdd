import { createHash } from 'node:crypto'
import { INLINE_SCRIPTS } from './inline-scripts'

/** A Content-Security-Policy: each directive's name with what it allows. */
export type Policy = Record<string, readonly string[]>

/** The source expression that allows an inline script or style of exactly this text. */
export function hashOf(text: string): string {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`
}

/** What holds in every page: everything comes from the deck's own host. */
const COMMON: Policy = {
  'default-src': ['\'self\''],
  // WebAssembly is the live experiment's; it gives scripts no eval
  'script-src': ['\'self\'', '\'wasm-unsafe-eval\'', ...INLINE_SCRIPTS.map(hashOf)],
  'style-src-attr': ['\'none\''],
  // Vite puts small pictures and fonts into the style sheets
  'img-src': ['\'self\'', 'data:'],
  'font-src': ['\'self\'', 'data:'],
  'connect-src': ['\'self\''],
  'worker-src': ['\'self\''],
  'manifest-src': ['\'self\''],
  'frame-src': ['\'none\''],
  'object-src': ['\'none\''],
  'base-uri': ['\'none\''],
  'form-action': ['\'none\''],
}

/**
 * The policy that a host sends with every file: what holds for every deck, and what has no effect in a page. The rest is in
 * the pages themselves, whose policy the build makes of what the deck uses; a browser enforces both.
 */
export const HEADER_POLICY: Policy = {
  'object-src': ['\'none\''],
  'base-uri': ['\'none\''],
  'form-action': ['\'none\''],
  'frame-ancestors': ['\'self\''],
}

/**
 * The policy in a page itself, so that it holds on hosts without headers (GitHub Pages) too.
 *
 * @param styles the texts of all `<style>` elements that the page has or its scripts will add
 */
export function pagePolicy(styles: Iterable<string>): Policy {
  return { ...COMMON, 'style-src': ['\'self\'', ...new Set([...styles].map(hashOf))] }
}

/** The policy as a header's or a `<meta>`'s value. */
export function formatPolicy(policy: Policy): string {
  return Object.entries(policy).map(([directive, sources]) => [directive, ...sources].join(' ')).join('; ')
}
