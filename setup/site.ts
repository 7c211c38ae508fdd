import process from 'node:process'

/** Where the talk is hosted, unless the environment variable SITE_URL names another place. */
const DEFAULT_SITE_URL = 'https://rust-speeds-up-python.netlify.app/'

/**
 * Reads the site's public address: the one place from which canonical addresses, the sitemap and link previews come.
 *
 * @param address an absolute address with http or https, with or without its last slash; undefined or empty for the default
 * @throws {Error} if it is none: what was given and what would be right
 */
export function readSiteUrl(address: string | undefined): string {
  const given = address || DEFAULT_SITE_URL
  if (!URL.canParse(given) || !/^https?:$/.test(new URL(given).protocol)) {
    throw new Error(`SITE_URL is "${given}", which is no web address: give one such as ${DEFAULT_SITE_URL}`)
  }
  const { origin, pathname } = new URL(given)
  return `${origin}${pathname.replace(/\/*$/, '/')}`
}

/** The site's address, with a slash at its end; the deck's slides are at `${siteUrl}1` and so on. */
export const siteUrl = readSiteUrl(process.env.SITE_URL)
