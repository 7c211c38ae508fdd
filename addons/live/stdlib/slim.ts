import type { PyodideAPI } from 'pyodide'
import type { Program } from '../engine/program'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { installProgram } from '../engine/program'
import { findPyodide, startPython } from './start'

const here = dirname(fileURLToPath(import.meta.url))

/** Uses whatever a run in the browser uses, so that every module it needs gets imported. Returns a digest. */
function rehearse(python: PyodideAPI, program: Program): string {
  const lanes = installProgram(python, program)(5)
  lanes.time('python', 1)
  const digest = lanes.digest('columns-release')
  lanes.destroy()
  try {
    python.runPython('raise MemoryError("rehearsal")')
  } catch {
    // what an error's report imports is needed too
  }
  return digest
}

/**
 * Makes the small standard library with this very Pyodide, in Node (some seconds), and tries it.
 *
 * @throws when Python does not start, or the program does not run, on what was made.
 */
async function makeSlimStdlib(program: Program, target: string): Promise<void> {
  const python = await startPython()
  const digest = rehearse(python, program)
  python.FS.writeFile('/slim.py', readFileSync(join(here, 'slim.py')))
  python.runPython(`
import sys
sys.path.insert(0, '/')
kept = [name for name in sys.modules]
import slim
for name in [name for name in sys.modules if name not in kept]:
    del sys.modules[name]
slim.make_slim(next(path for path in sys.path if path.endswith('.zip')), '/slim.zip')
`)
  mkdirSync(dirname(target), { recursive: true })
  const unproved = `${target}.${process.pid}`
  writeFileSync(unproved, python.FS.readFile('/slim.zip'))
  try {
    if (rehearse(await startPython(unproved), program) !== digest) throw new Error('the program gives other answers with the slim standard library')
    renameSync(unproved, target)
  } finally {
    rmSync(unproved, { force: true })
  }
}

/**
 * Path of the slim standard library for this Pyodide and this program; made when the cache has none.
 *
 * @param cache folder to keep it in, for example node_modules/.cache/live
 */
export async function slimStdlib(program: Program, cache: string): Promise<string> {
  const key = createHash('sha256').update(findPyodide().version)
  for (const name of ['slim.py', 'slim.ts', 'start.ts']) key.update(readFileSync(join(here, name)))
  for (const source of Object.values(program.sources)) key.update(source)
  for (const module of Object.values(program.modules)) key.update(module)
  const name = `stdlib-${key.digest('hex').slice(0, 16)}.zip`
  const path = join(cache, name)
  if (!existsSync(path)) {
    await makeSlimStdlib(program, path)
    for (const old of readdirSync(cache).filter(file => file !== name && /^stdlib-[0-9a-f]{16}\.zip$/.test(file))) rmSync(join(cache, old), { force: true })
  }
  return path
}
