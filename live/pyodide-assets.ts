import type { Plugin } from 'vite'
import type { RuntimeAssets } from './engine/assets'
import { createReadStream, readFileSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { readProgram } from './program/files'
import { builtFolder, mismatches, readManifest } from './rust/manifest'
import { slimStdlib } from './stdlib/slim'
import { findPyodide } from './stdlib/start'

const MODULE = 'virtual:live-assets'
const RESOLVED = `\0${MODULE}`
const types = {
  'pyodide.asm.mjs': 'text/javascript',
  'pyodide.asm.wasm': 'application/wasm',
  'python_stdlib.zip': 'application/zip',
} as const
type FileName = keyof typeof types
const names = Object.keys(types) as FileName[]

/**
 * Brings Pyodide's files into the site, from the npm package, under a folder that carries their version; in dev it serves
 * them there. Nothing is emitted unless something imports `virtual:live-assets`, so a deck without the experiment is
 * free of it.
 *
 * A Pyodide that the built modules were not made for is a build error. A slim standard library that can't be made is a
 * warning: Pyodide's own takes its place.
 */
export function pyodideAssets(): Plugin {
  const pyodide = findPyodide()
  const folder = `pyodide-${pyodide.version}`
  const sources = Object.fromEntries(names.map(name => [name, join(pyodide.folder, name)])) as Record<FileName, string>
  let base = '/'
  let prepared: Promise<{ assets: RuntimeAssets, problem?: string }> | undefined

  async function prepare() {
    const problem = await slimStdlib(readProgram(), join(dirname(pyodide.folder), '.cache/live')).then(
      path => void (sources['python_stdlib.zip'] = path),
      (error: Error) => `live: the slim standard library can't be made, Pyodide's own is used (${error.message})`,
    )
    const modules = Object.keys(readManifest().files).map(name => join(builtFolder, name))
    const fetched = [...Object.values(sources), ...modules]
    const assets: RuntimeAssets = {
      folder,
      files: Object.fromEntries(names.map(name => [name, statSync(sources[name]).size])) as RuntimeAssets['files'],
      bytes: fetched.reduce((sum, path) => sum + statSync(path).size, 0),
      compressed: fetched.reduce((sum, path) => sum + gzipSync(readFileSync(path)).length, 0),
      stockLibrary: problem !== undefined,
      lock: { info: { ...pyodide.info }, packages: {} },
    }
    return { assets, problem }
  }

  return {
    name: 'live-pyodide-assets',
    config: () => ({
      optimizeDeps: { exclude: ['pyodide'] },
      worker: { format: 'es' },
    }),
    configResolved(config) {
      base = config.base
    },
    resolveId: id => id === MODULE ? RESOLVED : undefined,
    async load(id) {
      if (id !== RESOLVED)
        return
      const wrong = mismatches(readManifest(), pyodide)
      if (wrong.length)
        this.error(`live: ${wrong.join('; ')}. Pin pyodide to the modules' version, or run live/rust/build.sh and commit what it makes.`)
      const { assets, problem } = await (prepared ??= prepare())
      if (problem)
        this.warn(problem)
      return `export default ${JSON.stringify(assets)}`
    },
    configureServer(server) {
      server.middlewares.use((request, response, next) => {
        const { pathname } = new URL(request.url ?? '/', 'http://localhost')
        const name = names.find(name => pathname === `${base}${folder}/${name}`)
        if (!name)
          return next()
        response.setHeader('content-type', types[name])
        createReadStream(sources[name]).on('error', next).pipe(response)
      })
    },
    async generateBundle() {
      if (!prepared)
        return
      await prepared
      for (const name of names)
        this.emitFile({ type: 'asset', fileName: `${folder}/${name}`, source: readFileSync(sources[name]) })
    },
  }
}
