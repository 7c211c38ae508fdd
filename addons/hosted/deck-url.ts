/**
 * Where the hosted deck is. addons/hosted/site-url.ts says where it is written; a build that was not told answers with
 * the address it is being read at, and with nothing where that is this very machine: nobody else could follow it.
 */
export function deckUrl(): string | undefined {
  if (__SITE_URL__) return __SITE_URL__
  const { hostname, origin } = window.location
  return ['localhost', '127.0.0.1', '[::1]'].includes(hostname) ? undefined : new URL(import.meta.env.BASE_URL, origin).href
}
