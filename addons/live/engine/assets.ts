import type { Build } from './program'

/** A file by its name. */
export interface RuntimeFile {
  name: string
  /** As it is on disk, and as it arrives once it is unpacked. */
  bytes: number
  /** On its way from a host that compresses what hosts usually do (gzip; with brotli it is a little less). */
  sent: number
}

/** The files that a run fetches, as the build knows them. All sizes in bytes. */
export interface RuntimeAssets {
  /** Folder of Pyodide's files under the site's base, with its version in the name, so that it can be cached for ever. */
  folder: string
  /** Python's files in that folder: what starts it, what ties it to JavaScript, the program, the standard library. */
  files: Readonly<Record<'loader' | 'glue' | 'wasm' | 'library', RuntimeFile>>
  /** The extension module's builds, which the bundler names. */
  modules: Readonly<Record<Build, RuntimeFile>>
  /** All of a run's files on their way: what the button says and the progress counts. */
  sent: number
  /** What Pyodide is told instead of its lock file, whose packages nobody needs here. */
  lock: { info: Readonly<Record<string, string>>, packages: Record<string, never> }
}
