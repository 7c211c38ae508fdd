import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { expect, it } from 'vitest'

const CLIENT = path.dirname(createRequire(import.meta.url).resolve('@slidev/client/package.json'))

it.each([
  ['client.ts', 'logic/overview.ts', 'export const currentOverviewPage'],
  ['client.ts', 'state/index.ts', 'export * from \'./storage\''],
  ['client.ts', 'state/storage.ts', 'export const showGotoDialog', 'export const showInfoDialog', 'export const showOverview'],
  ['registered-shortcuts.ts', 'setup/shortcuts.ts', 'export default function setupShortcuts'],
  ['aria-attributes.ts', 'pages/presenter.vue', 'slidev-presenter', 'grid-section main', 'grid-section next', 'grid-section note', 'grid-section bottom'],
  ['aria-attributes.ts', 'internals/SelectList.vue', 'select-list', 'class="items"', 'class="item"'],
  ['aria-attributes.ts', 'internals/QuickOverview.vue', 'z-modal', 'inline-block', 'border-primary'],
  ['use-dialogs.ts', 'internals/Goto.vue', 'id="slidev-goto-dialog"', 'id="slidev-goto-input"'],
  ['use-dialogs.ts', 'internals/InfoDialog.vue', 'slidev-info-dialog'],
  ['use-tapped-controls.ts', 'pages/play.vue', 'id="page-root"'],
  ['use-tapped-controls.ts', 'internals/SlideContainer.vue', '\'slide-content\''],
  ['use-pinch.ts', 'pages/play.vue', '@pointerdown="onClick"', 'id === \'slide-container\'', 'e.pageX'],
  ['use-pinch.ts', 'composables/useSwipeControls.ts', 'usePointerSwipe(root', 'pointerTypes: [\'touch\']'],
  ['wake-lock.ts', 'composables/useWakeLock.ts', 'request(\'screen\')'],
])('Slidev still has what slidev-internals/%s uses from its %s', (user, file, ...words) => {
  const source = path.join(CLIENT, file)
  const text = existsSync(source) ? readFileSync(source, 'utf8') : ''
  expect(words.filter(word => !text.includes(word)), `no longer in ${source}, see addons/access/slidev-internals/${user}`).toEqual([])
})
