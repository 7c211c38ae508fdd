/** What hosts make of the files that are written for them: those files are read here, and followed as the hosts' documentation says. */
import { existsSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'

/** The answer to a request. */
export interface Answer {
  status: number
  /** Below the served folder, where a file is sent. */
  file?: string
  headers: Record<string, string>
}

/** A host: the answer to a path below its root, which begins with a slash. */
export type Hosting = (pathname: string) => Answer

/** The file that a host finds for a path: itself, a folder's index.html, or one with ".html". */
function find(folder: string, pathname: string, { html = true } = {}): string | undefined {
  const name = decodeURI(pathname).slice(1)
  const candidates = name === '' || name.endsWith('/') ? [`${name}index.html`] : [name, `${name}/index.html`, ...html ? [`${name}.html`] : []]
  return candidates.find(file => existsSync(path.join(folder, file)) && statSync(path.join(folder, file)).isFile())
}

/** Does a pattern whose `*` is anything match all of a path? */
function matches(pattern: string, pathname: string): boolean {
  return pattern.endsWith('*') ? pathname.startsWith(pattern.slice(0, -1)) : pathname === pattern
}

/**
 * Netlify, by the `_headers` and `_redirects` of a folder. Files come before redirects; headers go by the path that was asked
 * for, whatever the answer is; what is nowhere is 404.html.
 *
 * @param base what paths in those files begin with, which the paths asked for here do not
 */
export function netlify(folder: string, base = '/'): Hosting {
  const read = (name: string) => existsSync(path.join(folder, name)) ? readFileSync(path.join(folder, name), 'utf8') : ''
  const below = (pathname = '') => pathname.startsWith(base) ? pathname.slice(base.length - 1) : pathname
  const rules = read('_headers').split(/\n(?=\S)/).map((rule) => {
    const [pattern = '', ...lines] = rule.trim().split('\n')
    return { pattern: below(pattern), headers: lines.map(line => /^\s*([^:]+): (.*)$/.exec(line)?.slice(1) as [string, string]) }
  })
  const redirects = read('_redirects').split('\n').filter(line => line.trim()).map(line => line.trim().split(/\s+/)).map(([from, to, status]) => [below(from), to, status] as const)
  return (pathname) => {
    const headers = { 'Cache-Control': 'public,max-age=0,must-revalidate', ...Object.fromEntries(rules.filter(({ pattern }) => matches(pattern, pathname)).flatMap(({ headers }) => headers)) }
    // a folder without its slash is left to the redirects
    const file = find(folder, pathname)
    const isFolder = file?.endsWith('/index.html') && !pathname.endsWith('/')
    if (file && !isFolder) return { status: 200, file, headers }
    const [, to = '', status] = redirects.find(([from]) => matches(from, pathname)) ?? []
    if (status?.startsWith('3')) return { status: Number(status), headers: { ...headers, Location: to } }
    if (to) return { status: Number(status), file: below(to).slice(1), headers }
    return file ? { status: 200, file, headers } : { status: 404, file: '404.html', headers }
  }
}

interface VercelRoute {
  src?: string
  dest?: string
  status?: number
  headers?: Record<string, string>
  continue?: boolean
  check?: boolean
  handle?: 'filesystem'
}

/** Vercel, by the `routes` of vercel.json: from top to bottom, headers gathered on the way, the last of a name counts. */
export function vercel(folder: string, { routes }: { routes: VercelRoute[] }): Hosting {
  return (pathname) => {
    const headers: Record<string, string> = { 'Cache-Control': 'public, max-age=0, must-revalidate' }
    let wanted = pathname
    for (const route of routes) {
      if (route.handle === 'filesystem') {
        const file = find(folder, wanted, { html: false })
        if (file) return { status: 200, file, headers }
        continue
      }
      const match = new RegExp(`^${route.src ?? ''}$`).exec(wanted)
      if (!match) continue
      Object.assign(headers, route.headers)
      if (route.dest) {
        const dest = route.dest.replace(/\$(\d)/g, (_, index) => match[Number(index)] ?? '')
        const file = find(folder, dest, { html: false })
        if (route.check && !file) continue
        wanted = dest
        return { status: route.status ?? 200, file, headers }
      }
      if (route.status) return { status: route.status, headers }
      if (!route.continue) return { status: 404, headers }
    }
    return { status: 404, headers }
  }
}

/** GitHub Pages, which reads nothing: files, `.html` left out, 404.html; everything is kept for ten minutes. */
export function githubPages(folder: string): Hosting {
  return (pathname) => {
    const headers = { 'Cache-Control': 'max-age=600' }
    const file = find(folder, pathname)
    if (!file) return { status: 404, file: '404.html', headers: {} }
    return file.endsWith('/index.html') && !pathname.endsWith('/') ? { status: 301, headers: { ...headers, Location: `${pathname}/` } } : { status: 200, file, headers }
  }
}
