/**
 * Where the hosted deck is. The build takes it from SITE_URL (setup/site.ts); a build that was not told
 * answers with the address it is being read at.
 */
export function deckUrl(): string {
  return __SITE_URL__ || new URL(import.meta.env.BASE_URL, window.location.origin).href
}
