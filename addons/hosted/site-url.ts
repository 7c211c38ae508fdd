import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'

/**
 * The address of the hosted deck, for the QR code, link previews and the sitemap: `homepage` in package.json, or SITE_URL
 * for one build, or what Netlify and Vercel say of themselves. Empty where nobody said it: a wrong address would be worse
 * than none.
 *
 * @param base path that the deck is built for, where the address is only its host's
 */
export function siteUrl(userRoot: string, base = '/', env: NodeJS.ProcessEnv = process.env): string {
  const file = path.join(userRoot, 'package.json')
  const { homepage } = (existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {}) as { homepage?: string }
  const address = env.SITE_URL || homepage || env.URL || (env.VERCEL_PROJECT_PRODUCTION_URL && `https://${env.VERCEL_PROJECT_PRODUCTION_URL}`)
  if (!address) return ''
  const url = new URL(address.endsWith('/') ? address : `${address}/`)
  if (url.pathname === '/') url.pathname = base
  return url.href
}
