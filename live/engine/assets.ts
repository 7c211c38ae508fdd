/** A file by its name, and its size in bytes as it is on disk. */
export interface RuntimeFile {
  name: string
  bytes: number
}

/** The files that a run fetches, as the build knows them. All sizes in bytes. */
export interface RuntimeAssets {
  /** Folder of Pyodide's files under the site's base, with its version in the name, so that it can be cached for ever. */
  folder: string
  /** Python's files in that folder: what starts it, what ties it to JavaScript, the program, the standard library. */
  files: Readonly<Record<'loader' | 'glue' | 'wasm' | 'library', RuntimeFile>>
  /** All of a run's files as they are on disk: what the progress counts. A host that compresses sends less than half of it. */
  bytes: number
  /** What Pyodide is told instead of its lock file, whose packages nobody needs here. */
  lock: { info: Readonly<Record<string, string>>, packages: Record<string, never> }
}
