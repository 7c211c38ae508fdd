import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import manifest from '../../package.json'

const ROOT = path.resolve(import.meta.dirname, '../..')
const shipped = Object.keys(manifest.dependencies)

/** What becomes part of the site: components, layouts and the scripts that run in the browser. */
const sources = [
  ...['components', 'layouts', 'addons/hosted/prerender/client', 'addons/hosted/bundle/stubs'].flatMap(folder => readdirSync(path.join(ROOT, folder), { recursive: true, encoding: 'utf8' }).map(name => path.join(folder, name))),
  ...readdirSync(ROOT).filter(name => name.endsWith('.vue')),
].filter(name => /\.(?:vue|ts)$/.test(name))

const packageOf = (specifier: string) => specifier.split('/').slice(0, specifier.startsWith('@') ? 2 : 1).join('/')

describe('a package that ships in the site is no development dependency, so that the audit sees it', () => {
  it.each(sources)('%s', (name) => {
    const code = readFileSync(path.join(ROOT, name), 'utf8')
    const imported = [...code.matchAll(/^import (?!type)[^'"]*['"]([^'"./#~][^'"]*)['"]|import\(['"]([^'"./#~][^'"]*)['"]\)/gm)]
      .map(([, fixed, lazy]) => packageOf(fixed ?? lazy ?? ''))
      .filter(specifier => !specifier.includes(':') && !specifier.startsWith('node:'))
    expect(imported.filter(specifier => !shipped.includes(specifier))).toEqual([])
  })

  it.each(['pyodide', 'vite-plugin-pwa', '@iconify-json/simple-icons', '@fontsource-variable/fraunces', '@fontsource-variable/jetbrains-mono', '@fontsource-variable/source-sans-3'])('%s, of which the build takes files', (name) => {
    expect(shipped).toContain(name)
  })
})
