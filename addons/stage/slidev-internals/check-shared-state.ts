import type { ResolvedSlidevOptions } from '@slidev/types'
import type { Plugin } from 'vite'
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'

/** What shared-state.ts takes hold of in Slidev's client, by its file. */
const EXPECTED: Record<string, readonly string[]> = {
  'state/syncState.ts': ['export function addSyncMethod', 'export function disableBuiltinSync'],
  'state/shared.ts': ['sharedState', 'timer:', 'lastUpdate'],
}

/** Says in one line when Slidev has moved what shared-state.ts needs: its windows then keep in step by Slidev's own rule. */
export function checkSharedState({ clientRoot }: Pick<ResolvedSlidevOptions, 'clientRoot'>): Plugin {
  return {
    name: 'stage:check-shared-state',
    buildStart() {
      const missing = Object.entries(EXPECTED).flatMap(([file, words]) => {
        const source = path.join(clientRoot, file)
        const text = existsSync(source) ? readFileSync(source, 'utf8') : ''
        return words.filter(word => !text.includes(word)).map(word => `"${word}" in ${file}`)
      })
      if (missing.length > 0) this.warn(`Slidev no longer has ${missing.join(', ')}: its windows keep in step by its own rule; see addons/stage/slidev-internals/shared-state.ts`)
    },
  }
}
