import { expect, it } from 'vitest'
import { groupModules } from '../bundle/group-chunks'

const slide = (no: number) => `/@slidev/slides/${no}/md`
const play = '/node_modules/@slidev/client/pages/play.vue'
const dialog = '/node_modules/@slidev/client/internals/Goto.vue'

it('puts what is needed together into one file', () => {
  const module = (...importedIds: string[]) => ({ isEntry: false, importedIds })
  const groups = groupModules(new Map([
    ['/main.ts', { isEntry: true, importedIds: ['/node_modules/vue/index.js', '/everywhere.ts'] }],
    ['/node_modules/vue/index.js', module()],
    ['/everywhere.ts', module()],
    [play, module('/shortcuts.ts', '/everywhere.ts')],
    ['/shortcuts.ts', module()],
    [`\0hosted-later:${dialog}.js`, module()],
    [dialog, module('/search.js', '/everywhere.ts')],
    ['/search.js', module()],
    [slide(1), module('/first-only.vue', '/chart.vue')],
    [slide(2), module('/everywhere.ts')],
    [slide(4), module('/chart.vue')],
    ['/first-only.vue', module()],
    ['/chart.vue', module('/bar.vue')],
    ['/bar.vue', module()],
    ['/presenter.vue', module('/everywhere.ts')],
  ]))
  expect(Object.fromEntries(groups)).toEqual({
    '/main.ts': 'deck',
    '/node_modules/vue/index.js': 'modules/vue',
    '/everywhere.ts': 'deck',
    [play]: 'deck',
    '/shortcuts.ts': 'deck',
    [dialog]: 'later',
    '/search.js': 'later',
    [slide(1)]: 'slides/1',
    '/first-only.vue': 'slides/1',
    [slide(2)]: 'slides/1',
    [slide(4)]: 'slides/2',
    '/chart.vue': 'slides/shared',
    '/bar.vue': 'slides/shared',
  })
})
