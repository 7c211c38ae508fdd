import { createRequire } from 'node:module'
import path from 'node:path'
import { expect, it } from 'vitest'
import { checkSharedState } from '../slidev-internals/check-shared-state'

function warnings(clientRoot: string): string[] {
  const said: string[] = []
  const { buildStart } = checkSharedState({ clientRoot }) as unknown as { buildStart: (this: { warn: (line: string) => void }) => void }
  buildStart.call({ warn: line => void said.push(line) })
  return said
}

it('says nothing of the Slidev that is installed', () => {
  expect(warnings(path.dirname(createRequire(import.meta.url).resolve('@slidev/client/package.json')))).toEqual([])
})

it('says in one line what a Slidev that moved lacks', () => {
  const [line, ...more] = warnings(import.meta.dirname)
  expect(line).toMatch(/^Slidev no longer has "export function addSyncMethod" in state\/syncState\.ts, .*: its windows keep in step by its own rule/)
  expect(more).toEqual([])
})
