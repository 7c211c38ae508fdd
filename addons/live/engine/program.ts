import type { PyodideAPI } from 'pyodide'
import type { PyProxy } from 'pyodide/ffi'

/** The module's two builds. */
export type Build = 'release' | 'debug'
export const builds = ['debug', 'release'] as const satisfies readonly Build[]

/** The program's files by name, and the module's builds as bytes. */
export interface Program {
  sources: Readonly<Record<string, string>>
  modules: Readonly<Record<Build, Uint8Array>>
}

/** One lane's work, prepared: see program/lanes.py. */
export interface Lanes {
  digest: (lane: string) => string
  /** Milliseconds, the mean of so many in a row. */
  time: (lane: string, repeats: number) => number
  /** Gives Python's memory back. */
  destroy: () => void
}

interface LanesProxy extends PyProxy, Omit<Lanes, 'destroy'> {}

/**
 * Puts the program into Python's file system and imports the module's builds.
 *
 * @returns what prepares the work for a number of points.
 * @throws what Python raises, for example when a module does not belong to this Python.
 */
export function installProgram(python: PyodideAPI, program: Program): (points: number) => Lanes {
  python.FS.mkdirTree('/program')
  for (const [name, source] of Object.entries(program.sources)) python.FS.writeFile(`/program/${name}`, source)
  for (const build of builds) python.FS.writeFile(`/program/polymatch.${build}.so`, program.modules[build])
  const names = python.toPy(builds)
  const prepare = python.runPython(`
import sys
sys.path.insert(0, '/program')
from extension import load_extension
from lanes import Lanes
from workload import make_workload

def prepare(points, builds={name: load_extension(f'/program/polymatch.{name}.so') for name in names}):
    return Lanes(make_workload(points), builds)

prepare
`, { globals: python.toPy({ names }) }) as PyProxy & ((points: number) => LanesProxy)
  return points => prepare(points)
}
