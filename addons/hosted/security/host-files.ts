/**
 * Tells hosts how to serve the deck: `_headers` and `_redirects` in the build, which Netlify and Cloudflare Pages read,
 * and the routes of vercel.json, which Vercel wants in the repository. A file that is missing is answered with 404, never
 * with a page: a browser would take it for the script it asked for, and keep it as long as the real one.
 */
import type { Plugin, ResolvedConfig } from 'vite'
import { existsSync } from 'node:fs'
import { readdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { SLIDEV_PAGES } from '../slidev-internals/pages'
import { FOR_EVER, PAGE_HEADERS } from './headers'

/** Files whose names change with their content, by their path below the base. */
const HASHED = /^(?:assets|pyodide-[^/]+)\//
const HASHED_ROUTE = '/(?:assets|pyodide-[^/]+)/.+'

/** `_headers`. Each hashed file has a rule of its own: rules go by the path that was asked for, whether it is there or not. */
export function headersFile(base: string, files: readonly string[]): string {
  const rules = [
    { path: '*', headers: PAGE_HEADERS },
    ...files.filter(file => HASHED.test(file)).map(file => ({ path: encodeURI(file), headers: { 'Cache-Control': FOR_EVER } })),
  ]
  return rules.map(({ path, headers }) => [`${base}${path}`, ...Object.entries(headers).map(([name, value]) => `  ${name}: ${value}`), ''].join('\n')).join('\n')
}

/** `_redirects`: Slidev's pages. Whatever else is not in the folder is `404.html`, with status 404. */
export function redirectsFile(base: string, files: readonly string[], slides: number): string {
  const numbers = Array.from({ length: slides }, (_, index) => String(index + 1))
  return [
    ...files.includes('read/index.html') ? [`${base}read  ${base}read/  301`] : [],
    ...numbers.map(no => `${base}${no}  ${base}${files.includes(`${no}.html`) ? `${no}.html` : 'index.html'}  200`),
    ...SLIDEV_PAGES.map(page => `${base}${page}  ${base}index.html  200`),
    '',
  ].join('\n')
}

/** `routes` of vercel.json, for a deck at `/`. Headers are by the path that was asked for, and the last one counts. */
export function vercelRoutes(): object[] {
  const pages = SLIDEV_PAGES.map(page => page.replace('*', '.*')).join('|')
  return [
    { src: '/.*', headers: PAGE_HEADERS, continue: true },
    { src: HASHED_ROUTE, headers: { 'Cache-Control': FOR_EVER }, continue: true },
    { src: '/read', status: 308, headers: { Location: '/read/' } },
    { handle: 'filesystem' },
    { src: HASHED_ROUTE, status: 404, headers: { 'Cache-Control': 'no-store' } },
    { src: '/(\\d+)', dest: '/$1.html', check: true },
    { src: `/(?:\\d+|${pages})`, dest: '/index.html' },
    { src: '/.*', status: 404, dest: '/404.html' },
  ]
}

/**
 * Writes the files for hosts. It runs when all others are there.
 *
 * @param slides how many the deck has
 */
export function hostFiles(slides: number): Plugin {
  let config: ResolvedConfig
  return {
    name: 'hosted:host-files',
    apply: 'build',
    configResolved(resolved) {
      config = resolved
    },
    closeBundle: {
      sequential: true,
      async handler(error?: Error) {
        const folder = path.resolve(config.root, config.build.outDir)
        if (error || !existsSync(path.join(folder, 'index.html'))) return
        const files = (await readdir(folder, { recursive: true })).map(file => file.replaceAll(path.sep, '/')).sort()
        await writeFile(path.join(folder, '_headers'), headersFile(config.base, files))
        await writeFile(path.join(folder, '_redirects'), redirectsFile(config.base, files, slides))
        // or GitHub Pages leaves out whatever begins with an underscore
        await writeFile(path.join(folder, '.nojekyll'), '')
      },
    },
  }
}
