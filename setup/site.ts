/**
 * The address of the hosted deck, for the QR code, link previews and the sitemap. Set SITE_URL when building;
 * Netlify and Vercel set their own. Empty where nobody said it: a wrong address would be worse than none.
 */
export function siteUrl(env: NodeJS.ProcessEnv = process.env): string {
  const address = env.SITE_URL || env.URL || (env.VERCEL_PROJECT_PRODUCTION_URL && `https://${env.VERCEL_PROJECT_PRODUCTION_URL}`)
  return address ? new URL(address.endsWith('/') ? address : `${address}/`).href : ''
}
