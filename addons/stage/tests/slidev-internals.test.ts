import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { expect, it } from 'vitest'

const CLIENT = path.dirname(createRequire(import.meta.url).resolve('@slidev/client/package.json'))

it.each([
  ['client.ts', 'constants.ts', 'export const CLASS_VCLICK_HIDDEN', 'export const CLICKS_MAX'],
  ['client.ts', 'logic/slides.ts', 'export function getSlide(', 'export function getSlidePath('],
  ['client.ts', 'state/index.ts', 'export * from \'./storage\''],
  ['client.ts', 'state/storage.ts', 'export const hmrSkipTransition', 'export const syncDirections'],
  ['shared-state.ts', 'state/shared.ts', 'from \'server-reactive:nav\''],
  ['shared-state.ts', 'state/syncState.ts', 'export type SyncWrite'],
])('Slidev still has what slidev-internals/%s uses from its %s', (user, file, ...words) => {
  const source = path.join(CLIENT, file)
  const text = existsSync(source) ? readFileSync(source, 'utf8') : ''
  expect(words.filter(word => !text.includes(word)), `no longer in ${source}, see addons/stage/slidev-internals/${user}`).toEqual([])
})
