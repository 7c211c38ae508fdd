import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { expect, it } from 'vitest'

const CLIENT = path.dirname(createRequire(import.meta.url).resolve('@slidev/client/package.json'))

it.each([
  ['slides.ts', 'logic/slides.ts', 'import { slides } from \'#slidev/slides\''],
  ['handout.ts', 'composables/useClicks.ts', 'export function createFixedClicks'],
  ['handout.ts', 'constants.ts', 'export const CLICKS_MAX'],
  ['handout.ts', 'internals/NoteDisplay.vue', 'noteHtml?: string', 'slidev-note-click-mark'],
  ['handout.ts', 'internals/SlideContainer.vue', 'width: {'],
  ['handout.ts', 'internals/SlideWrapper.vue', 'clicksContext:', 'renderContext:', 'route:'],
  ['click-elements.ts', 'modules/v-click.ts', 'export const resolvedClickMap', '(\'click\',', '(\'after\',', '(\'click-hide\','],
  ['pages.ts', 'setup/routes.ts', '\'/presenter\'', '\'/presenter/:no\'', '\'/overview\'', '\'/notes\'', '\'/notes-edit\'', '\'/entry\'', '\'/print\'', '\'/export/:no?\''],
  ['print-page.ts', 'setup/routes.ts', 'if (__SLIDEV_FEATURE_PRINT__)'],
  ['print-page.ts', 'internals/PrintContainer.vue', 'id="print-content"'],
  ['print-page.ts', 'internals/PrintSlideClick.vue', 'class="print-slide-container"', '.padStart(3, \'0\')}-${'],
  ['shown-slide.ts', 'constants.ts', '\'$$slidev-context\''],
  ['shown-slide.ts', 'composables/useNav.ts', 'clicksTotal:', 'currentSlideRoute:'],
])('Slidev still has what slidev-internals/%s uses from its %s', (user, file, ...words) => {
  const source = path.join(CLIENT, file)
  const text = existsSync(source) ? readFileSync(source, 'utf8') : ''
  expect(words.filter(word => !text.includes(word)), `no longer in ${source}, see addons/hosted/slidev-internals/${user}`).toEqual([])
})
