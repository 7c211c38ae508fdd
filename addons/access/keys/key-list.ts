import type { ShortcutOptions } from '@slidev/types'

/** A line of the list of keys: keys that do the same. */
export interface KeyLine { press: readonly string[], to: string }

/** Slidev's own keys; a line is there while one of its shortcuts is registered, or if it names none. */
const SLIDEV: readonly (KeyLine & { names?: readonly string[] })[] = [
  { press: ['→', 'Space', 'Page ↓'], to: 'go on, a click at a time', names: ['next_right', 'next_space', 'next_page_key'] },
  { press: ['←', 'Shift + Space', 'Page ↑'], to: 'go back, a click at a time', names: ['prev_left', 'prev_space', 'prev_page_key'] },
  { press: ['↓', 'Shift + →'], to: 'next slide', names: ['next_down', 'next_shift'] },
  { press: ['↑', 'Shift + ←'], to: 'previous slide', names: ['prev_up', 'prev_shift'] },
  { press: ['O'], to: 'overview: arrow keys, then Enter', names: ['toggle_overview'] },
  { press: ['G'], to: 'go to a slide by number or title', names: ['goto'] },
  { press: ['D'], to: 'dark or light', names: ['toggle_dark'] },
  { press: ['F'], to: 'full screen' },
]
/** Names of Slidev's that are part of the lines above. */
const KNOWN = /^(?:next|prev|up|down|hide|goto_from|toggle)_|^goto$/

const OWN: readonly KeyLine[] = [
  { press: ['Tab'], to: 'move between links and buttons' },
  { press: ['Esc'], to: 'back to the slide' },
  { press: ['?'], to: 'this list' },
]
/** Name of the shortcut that opens the list. */
export const LIST_OF_KEYS = 'list_of_keys'

/** Three digits or more, one after another. */
const isRange = (keys: readonly string[]) => keys.length > 2 && '123456789'.includes(keys.join(''))

/**
 * What can be done by keyboard in a deck. Shortcuts of addons and of the deck are listed by their names: `mark_a_guess`
 * is read as "mark a guess", and those that share a name share a line. What has no name, or no key of its own, is not listed.
 */
export function keyList(shortcuts: readonly ShortcutOptions[]): KeyLine[] {
  const others = new Map<string, string[]>()
  for (const { name, key } of shortcuts) {
    if (!name || typeof key !== 'string' || KNOWN.test(name) || name === LIST_OF_KEYS) continue
    const to = name.replaceAll('_', ' ')
    others.set(to, [...others.get(to) ?? [], key.length === 1 ? key.toUpperCase() : key])
  }
  return [
    ...SLIDEV.filter(({ names }) => !names || shortcuts.some(({ name }) => name && names.includes(name))),
    ...[...others].map(([to, press]) => ({ press: isRange(press) ? [`${press[0]} … ${press.at(-1)}`] : press, to })),
    ...OWN,
  ]
}
