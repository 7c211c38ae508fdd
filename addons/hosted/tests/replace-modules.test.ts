import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { deckUse } from '../bundle/deck-use'
import { RULES } from '../bundle/replace-modules'

const nothing = { source: '', drawings: false, twoslash: false, transitions: false, contextMenu: false }
const stays = (deck: typeof nothing) => RULES.filter(rule => rule.needed?.(deck)).map(rule => rule.name)

it('leaves everything out of a deck that uses none of it', () => {
  expect(stays(nothing)).toEqual([])
})

it('keeps what a slide or a setting asks for', () => {
  expect(stays({ ...nothing, source: '<p v-mark.red>' })).toEqual(['v-mark'])
  expect(stays({ ...nothing, source: '<div v-motion><p v-drag="x">' })).toEqual(['v-motion', 'v-drag', 'no drag handles'])
  expect(stays({ ...nothing, source: '> [!NOTE]' })).toEqual(['alerts', 'alerts, light', 'alerts, dark'])
  expect(stays({ ...nothing, drawings: true })).toEqual(['floating-vue', 'drawing', 'drawing controls'])
  expect(stays({ ...nothing, transitions: true })).toEqual(['transition styles', 'transitions'])
  expect(stays({ ...nothing, contextMenu: true })).toEqual(['no context menu'])
  expect(stays({ ...nothing, twoslash: true })).toEqual(['floating-vue', 'twoslash', 'twoslash styles', 'twoslash variables'])
})

it('reads slides, components and what stands on every slide', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'deck-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  mkdirSync(path.join(folder, 'components/deep'), { recursive: true })
  writeFileSync(path.join(folder, 'components/deep/A.vue'), '<i v-mark />')
  writeFileSync(path.join(folder, 'global-bottom.vue'), '<i v-drag />')
  const options = { userRoot: folder, data: { slides: [{ content: '<i v-motion />', frontmatter: {} }], config: { drawings: { enabled: false }, twoslash: false, contextMenu: false } } }
  const use = deckUse(options as unknown as Parameters<typeof deckUse>[0])
  expect(stays({ ...nothing, ...use })).toEqual(['v-motion', 'v-mark', 'v-drag', 'no drag handles'])
})

it.each([
  [undefined, {}, false],
  ['none', {}, false],
  ['fade', {}, true],
  [undefined, { transition: 'slide-left' }, true],
  ['none', { transition: 'none' }, false],
])('knows whether a slide has a transition: %j, %j', (transition, frontmatter, transitions) => {
  const options = { userRoot: 'nowhere', data: { slides: [{ content: '', frontmatter }], config: { drawings: {}, transition } } }
  expect(deckUse(options as unknown as Parameters<typeof deckUse>[0]).transitions).toBe(transitions)
})

it('leaves out of `slidev` dev only what nothing that the author types can ask for', () => {
  const typed = { ...nothing, transitions: true, source: '<div v-motion v-mark v-drag>\n> [!NOTE]' }
  expect(RULES.filter(rule => rule.dev && rule.needed?.(typed))).toEqual([])
  expect(RULES.filter(rule => rule.dev)).not.toHaveLength(0)
})
