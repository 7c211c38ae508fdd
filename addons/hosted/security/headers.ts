/**
 * The headers of a hosted deck, listed once. netlify.toml and vercel.json hold them in their hosts' own forms, and the tests
 * compare those with this list, and serve with it.
 */
import { formatPolicy, HEADER_POLICY } from './policy'

/** A response header. */
export interface Header {
  name: string
  value: string
}

/** Headers for the files under a path. */
export interface HeaderRule {
  /** The files: a path that begins with a slash; `*` at its end stands for anything. */
  path: string
  headers: readonly Header[]
}

/**
 * What browsers may use here: Slidev keeps the screen awake, goes to full screen, copies to the clipboard, and mirrors a
 * screen in the presenter. `()` is nobody.
 */
const PERMISSIONS = {
  'accelerometer': '()',
  'autoplay': '()',
  'browsing-topics': '()',
  // Chromium asks for it when the presenter mirrors a screen
  'camera': '(self)',
  'clipboard-read': '()',
  'clipboard-write': '(self)',
  'display-capture': '(self)',
  'encrypted-media': '()',
  'fullscreen': '(self)',
  'geolocation': '()',
  'gyroscope': '()',
  'hid': '()',
  'magnetometer': '()',
  'microphone': '()',
  'midi': '()',
  'payment': '()',
  'publickey-credentials-get': '()',
  'screen-wake-lock': '(self)',
  'serial': '()',
  'usb': '()',
  'xr-spatial-tracking': '()',
}

const forEver: Header = { name: 'Cache-Control', value: 'public, max-age=31536000, immutable' }

export const HEADER_RULES: readonly HeaderRule[] = [
  {
    path: '/*',
    headers: [
      { name: 'Content-Security-Policy', value: formatPolicy(HEADER_POLICY) },
      { name: 'Cross-Origin-Opener-Policy', value: 'same-origin' },
      { name: 'Permissions-Policy', value: Object.entries(PERMISSIONS).map(([name, who]) => `${name}=${who}`).join(', ') },
      { name: 'Referrer-Policy', value: 'strict-origin-when-cross-origin' },
      { name: 'Strict-Transport-Security', value: 'max-age=31536000' },
      { name: 'X-Content-Type-Options', value: 'nosniff' },
      // for browsers that do not know frame-ancestors
      { name: 'X-Frame-Options', value: 'SAMEORIGIN' },
    ],
  },
  // their names change with their content
  { path: '/assets/*', headers: [forEver] },
  { path: '/pyodide-*', headers: [forEver] },
]

/**
 * The headers of one file, as a host that follows the rules sends them.
 *
 * @param pathname begins with a slash, without the base
 */
export function responseHeaders(pathname: string): Record<string, string> {
  const matching = HEADER_RULES.filter(({ path }) => path.endsWith('*') ? pathname.startsWith(path.slice(0, -1)) : pathname === path)
  return Object.fromEntries(matching.flatMap(({ headers }) => headers.map(({ name, value }) => [name, value])))
}

/** The rules as `headers` of vercel.json. */
export function vercelHeaders(): { source: string, headers: { key: string, value: string }[] }[] {
  return HEADER_RULES.map(({ path, headers }) => ({
    source: path.replace(/\*$/, '(.*)'),
    headers: headers.map(({ name, value }) => ({ key: name, value })),
  }))
}

/** The rules as `[[headers]]` tables of netlify.toml. */
export function netlifyHeaders(): string {
  return HEADER_RULES.map(({ path, headers }) => [
    '[[headers]]',
    `  for = ${JSON.stringify(path)}`,
    '  [headers.values]',
    ...headers.map(({ name, value }) => `    ${name} = ${JSON.stringify(value)}`),
  ].join('\n')).join('\n\n')
}
