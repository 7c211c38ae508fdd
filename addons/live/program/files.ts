import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Program } from '../engine/program'

const folder = dirname(fileURLToPath(import.meta.url))

/** The program as it is on disk, for Node; a browser gets the same files from the build. */
export function readProgram(modules = join(folder, '../rust/built')): Program {
  const names = readdirSync(folder).filter(name => name.endsWith('.py') && name !== 'native.py')
  return {
    sources: Object.fromEntries(names.map(name => [name, readFileSync(join(folder, name), 'utf8')])),
    modules: {
      debug: readFileSync(join(modules, 'polymatch.debug.wasm')),
      release: readFileSync(join(modules, 'polymatch.release.wasm')),
    },
  }
}
