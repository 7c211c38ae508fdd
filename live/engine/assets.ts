/** The files that a run fetches, as the build knows them. All sizes in bytes. */
export interface RuntimeAssets {
  /** Folder of Pyodide's files under the site's base, with its version in the name, so that it can be cached for ever. */
  folder: string
  /** Pyodide's own files by name, with their sizes as they are on disk. */
  files: Readonly<Record<'pyodide.asm.mjs' | 'pyodide.asm.wasm' | 'python_stdlib.zip', number>>
  /** All of a run's files as they are on disk: what the progress counts. */
  bytes: number
  /** The same, compressed with gzip: about what goes over the line from a host that compresses. */
  compressed: number
  /** The standard library is Pyodide's own, since the small one could not be made: the start takes longer. */
  stockLibrary: boolean
  /** What Pyodide is told instead of its lock file, whose packages nobody needs here. */
  lock: { info: Readonly<Record<string, string>>, packages: Record<string, never> }
}
