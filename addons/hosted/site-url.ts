import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { CommandError } from './commands/slidev'

/**
 * The address of the hosted deck, for the QR code, link previews and the sitemap: `homepage` in package.json, or SITE_URL
 * for one build, or what Netlify and Vercel say of themselves. Empty where nobody said it: a wrong address would be worse
 * than none.
 *
 * @param base path that the deck is built for, where the address is only its host's
 * @throws CommandError for an address without its scheme
 */
export function siteUrl(userRoot: string, base = '/', env: NodeJS.ProcessEnv = process.env): string {
  const file = path.join(userRoot, 'package.json')
  const { homepage } = (existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {}) as { homepage?: string }
  const address = env.SITE_URL || homepage || env.URL || (env.VERCEL_PROJECT_PRODUCTION_URL && `https://${env.VERCEL_PROJECT_PRODUCTION_URL}`)
  if (!address) return ''
  if (!URL.canParse(address)) throw new CommandError(`"${address}" is no address: \`homepage\` in package.json, or SITE_URL, is a whole one, "https://talks.example/rust/"`)
  const url = new URL(address.endsWith('/') ? address : `${address}/`)
  if (url.pathname === '/') url.pathname = base
  return url.href
}
