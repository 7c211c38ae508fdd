import type { loadPyodide, PyodideAPI, PyodideConfig } from 'pyodide'
import type { RuntimeAssets, RuntimeFile } from './assets'
import type { Progress } from './download'
import { download } from './download'
import { LiveError } from './failure'

/** A module with nothing in it: whether it compiles says whether WebAssembly may run here. */
const EMPTY_MODULE = new Uint8Array([0, 0x61, 0x73, 0x6D, 1, 0, 0, 0])

/** @throws LiveError 'no-webassembly' or 'policy': found before anything is downloaded for nothing. */
export async function checkWebAssembly(): Promise<void> {
  if (typeof WebAssembly !== 'object' || typeof WebAssembly.instantiateStreaming !== 'function') throw new LiveError('no-webassembly', '')
  await WebAssembly.compile(EMPTY_MODULE).catch((error: Error) => {
    throw new LiveError('policy', error.message)
  })
}

/** Pyodide's files, whole and here. */
export interface PythonFiles {
  loadPyodide: typeof loadPyodide
  glue: PyodideConfig['createPyodideModule']
  wasm: Uint8Array<ArrayBuffer>
  library: Uint8Array<ArrayBuffer>
}

/** @throws LiveError 'download' */
export async function downloadPython({ files }: RuntimeAssets, indexURL: string, progress: Progress): Promise<PythonFiles> {
  const [{ loadPyodide }, { default: glue }, wasm, library] = await Promise.all([
    importScript<Pick<PythonFiles, 'loadPyodide'>>(indexURL, files.loader, progress),
    importScript<{ default: PythonFiles['glue'] }>(indexURL, files.glue, progress),
    download(`${indexURL}${files.wasm.name}`, files.wasm, progress),
    download(`${indexURL}${files.library.name}`, files.library, progress),
  ])
  return { loadPyodide, glue, wasm, library }
}

/**
 * Starts Python.
 *
 * Pyodide would fetch its files itself, but waits for ever when one is missing or no WebAssembly comes of it. So it gets
 * files that are here, whole and of the right size, and a WebAssembly that fails ends the wait.
 *
 * @throws whatever kept Python from starting.
 */
export async function startPython(files: PythonFiles, assets: RuntimeAssets, indexURL: string): Promise<PyodideAPI> {
  const have: Record<string, () => Response> = {
    [`${indexURL}pyodide.asm.wasm`]: () => new Response(files.wasm, { headers: { 'content-type': 'application/wasm' } }),
    [`${indexURL}python_stdlib.zip`]: () => new Response(files.library),
  }
  const { fetch } = self
  const { instantiateStreaming } = WebAssembly
  try {
    return await new Promise<PyodideAPI>((resolve, reject) => {
      self.fetch = async (input, init) => have[String(input)]?.() ?? fetch(input, init)
      WebAssembly.instantiateStreaming = async (source, imports) => {
        try {
          return await instantiateStreaming(source, imports)
        } catch (error) {
          reject(error)
          throw error
        }
      }
      files.loadPyodide({
        indexURL,
        // Pyodide's own default is a host elsewhere; nothing is ever asked of it, and so nothing can be
        packageBaseUrl: indexURL,
        lockFileContents: assets.lock as unknown as PyodideConfig['lockFileContents'],
        createPyodideModule: files.glue,
      }).then(resolve, reject)
    })
  } finally {
    self.fetch = fetch
    WebAssembly.instantiateStreaming = instantiateStreaming
  }
}

/** One of Pyodide's scripts, by its address: it asks at run time whether it is in Node, which a bundler takes for a need. */
async function importScript<Exports>(indexURL: string, { name, sent }: RuntimeFile, progress: Progress): Promise<Exports> {
  const exports = await import(/* @vite-ignore */ `${indexURL}${name}`).catch((error: Error) => {
    throw new LiveError('download', `${name}: ${error.message}`)
  })
  progress.add(sent)
  return exports
}
