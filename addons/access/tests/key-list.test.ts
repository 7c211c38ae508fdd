import { ref } from 'vue'
import { expect, it } from 'vitest'
import { keyList } from '../keys/key-list'

const lines = (shortcuts: Parameters<typeof keyList>[0]) => keyList(shortcuts).map(({ press, to }) => `${press.join(' or ')}: ${to}`)

it('lists Slidev\'s keys that are registered, the others by their names, once each', () => {
  expect(lines([
    { name: 'next_right', key: ref(false) },
    { name: 'hide_overview', key: ref(false) },
    { name: 'list_of_keys', key: '?' },
    { name: 'mark_a_guess', key: '1' },
    { name: 'mark_a_guess', key: '2' },
    ...['7', '8', '9'].map(key => ({ name: 'vote', key })),
    { name: 'something', key: ref(false) },
    { key: 'y' },
  ])).toEqual([
    '→ or Space or Page ↓: go on, a click at a time',
    'F: full screen',
    '1 or 2: mark a guess',
    '7 … 9: vote',
    'Tab: move between links and buttons',
    'Esc: back to the slide',
    '?: this list',
  ])
})
