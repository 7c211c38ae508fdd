import type { Plugin } from 'vite'
import type { RuntimeAssets, RuntimeFile } from './engine/assets'
import { createReadStream, readFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import { builds } from './engine/program'
import { readProgram } from './program/files'
import { builtFolder, mismatches, readManifest } from './rust/manifest'
import { slimStdlib } from './stdlib/slim'
import { findPyodide } from './stdlib/start'

const MODULE = 'virtual:live-assets'
const RESOLVED = `\0${MODULE}`
const CACHE = '.cache/live'
type FileKey = keyof RuntimeAssets['files']

/** One of Python's files: its name in the site, where it is, what it is served as. */
interface SourceFile {
  name: string
  path: string
  type: string
}

/** What hosts compress; an archive is packed already. */
const COMPRESSED = /\.(?:js|wasm)$/

/** A file's sizes on disk and, at the level that hosts use, on its way. */
async function weigh({ name, path }: Pick<SourceFile, 'name' | 'path'>): Promise<RuntimeFile> {
  const content = await readFile(path)
  const sent = COMPRESSED.test(name) ? await promisify(gzip)(content, { level: 6 }) : content
  return { name, bytes: content.length, sent: sent.length }
}

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
  const own = (name: string, type: string): SourceFile => ({ name, path: join(pyodide.folder, name), type })
  // not .mjs: some hosts serve that as a file of no known kind, which a browser runs no script from
  const script = (name: string): SourceFile => ({ ...own(`${name}.mjs`, 'text/javascript'), name: `${name}.js` })
  let base = '/'
  let prepared: ReturnType<typeof prepare> | undefined

  async function prepare() {
    const library = own('python_stdlib.zip', 'application/zip')
    const problem = await slimStdlib(readProgram(), join(dirname(pyodide.folder), CACHE)).then(
      (path) => {
        library.path = path
        // what it holds depends on the program as well: another content must not be taken for one that is kept
        library.name = `python_${basename(path)}`
      },
      (error: Error) => `live: the slim standard library can't be made, Pyodide's own is used (${error.message})`,
    )
    const sources: Record<FileKey, SourceFile> = {
      loader: script('pyodide'),
      glue: script('pyodide.asm'),
      wasm: own('pyodide.asm.wasm', 'application/wasm'),
      library,
    }
    const weighAll = async <Key extends string>(of: readonly (readonly [Key, Pick<SourceFile, 'name' | 'path'>])[]) =>
      Object.fromEntries(await Promise.all(of.map(async ([key, source]) => [key, await weigh(source)]))) as Record<Key, RuntimeFile>
    const files = await weighAll(Object.entries(sources) as [FileKey, SourceFile][])
    const modules = await weighAll(builds.map(build => [build, { name: `polymatch.${build}.wasm`, path: join(builtFolder, `polymatch.${build}.wasm`) }] as const))
    const assets: RuntimeAssets = {
      folder,
      files,
      modules,
      sent: [...Object.values(files), ...Object.values(modules)].reduce((sum, { sent }) => sum + sent, 0),
      lock: { info: { ...pyodide.info }, packages: {} },
    }
    return { assets, problem, files: Object.values(sources) }
  }

  return {
    name: 'live-pyodide-assets',
    config: () => ({ worker: { format: 'es' } }),
    configResolved(config) {
      base = config.base
    },
    resolveId: id => id === MODULE ? RESOLVED : undefined,
    async load(id) {
      if (id !== RESOLVED) return
      const wrong = mismatches(readManifest(), pyodide)
      if (wrong.length) this.error(`live: ${wrong.join('; ')}. Pin pyodide to the modules' version, or run addons/live/rust/build.sh and commit what it makes.`)
      const { assets, problem } = await (prepared ??= prepare())
      if (problem) this.warn(problem)
      return `export default ${JSON.stringify(assets)}`
    },
    configureServer(server) {
      server.middlewares.use((request, response, next) => {
        const pathname = (request.url ?? '/').replace(/[?#].*/, '')
        void Promise.resolve(prepared).then((known) => {
          const file = known?.files.find(({ name }) => pathname === `${base}${folder}/${name}`)
          if (!file) return next()
          response.setHeader('content-type', file.type)
          createReadStream(file.path).on('error', next).pipe(response)
        }).catch(next)
      })
    },
    async generateBundle() {
      for (const { name, path } of (await prepared)?.files ?? []) this.emitFile({ type: 'asset', fileName: `${folder}/${name}`, source: readFileSync(path) })
    },
  }
}
