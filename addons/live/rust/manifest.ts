import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** built/manifest.json, as build.sh writes it. */
export interface Manifest {
  pyodide: string
  abi: string
  platform: string
  python: string
  /** sha256 over the sources and the script that made the modules. */
  sources: string
  /** The lines of `rustc -vV`. */
  rustc: string[]
  lld: string
  files: Record<string, { bytes: number, sha256: string }>
}

export const builtFolder = join(dirname(fileURLToPath(import.meta.url)), 'built')

export function readManifest(folder = builtFolder): Manifest {
  return JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8'))
}

/** What the installed Pyodide says of itself, as far as a module depends on it. */
export interface PyodideBuild {
  version: string
  info: { abi_version: string, platform: string, python: string }
}

/**
 * Why the built modules can't be loaded by this Pyodide, one sentence a reason; none when they can.
 * A module belongs to one ABI, and a file that is not the one in the manifest belongs to nothing.
 */
export function mismatches(manifest: Manifest, pyodide: PyodideBuild, folder = builtFolder): string[] {
  const installed = { pyodide: pyodide.version, abi: pyodide.info.abi_version, platform: pyodide.info.platform, python: pyodide.info.python }
  const versions = Object.entries(installed)
    .filter(([key, value]) => manifest[key as keyof typeof installed] !== value)
    .map(([key, value]) => `the modules in live/rust/built are for ${key} ${manifest[key as keyof typeof installed]}, installed is ${value}`)
  const files = Object.entries(manifest.files)
    .filter(([name, { sha256 }]) => createHash('sha256').update(readFileSync(join(folder, name))).digest('hex') !== sha256)
    .map(([name]) => `live/rust/built/${name} is not the file that its manifest names`)
  return [...versions, ...files]
}
