import type { PyodideAPI } from 'pyodide'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { loadPyodide } from 'pyodide'

/** What Pyodide's lock file says of the build: its ABI, its Python. */
export interface LockInfo {
  abi_version: string
  arch: string
  platform: string
  python: string
  version?: string
}

/** The folder of the `pyodide` npm package, its version, and what its build is. */
export function findPyodide(): { folder: string, version: string, info: LockInfo } {
  const folder = dirname(createRequire(import.meta.url).resolve('pyodide/package.json'))
  const json = (name: string) => JSON.parse(readFileSync(join(folder, name), 'utf8'))
  return { folder, version: json('package.json').version, info: json('pyodide-lock.json').info }
}

/** Starts Pyodide in Node, from the npm package alone. `stdlib`: path of another standard library than its own. */
export function startPython(stdlib?: string): Promise<PyodideAPI> {
  const { folder, info } = findPyodide()
  return loadPyodide({ indexURL: folder, stdLibURL: stdlib, lockFileContents: { info, packages: {} } as never })
}
