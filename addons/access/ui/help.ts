import { shallowRef } from 'vue'

/** Whether the list of keys stands there. */
export const helpOpen = shallowRef(false)

/** What can be done by keyboard: Slidev's keys and ours, each set doing the same. */
export const keys: readonly { press: readonly string[], to: string }[] = [
  { press: ['→', 'Space', 'Page ↓'], to: 'go on, a click at a time' },
  { press: ['←', 'Shift + Space', 'Page ↑'], to: 'go back, a click at a time' },
  { press: ['↓', 'Shift + →'], to: 'next slide' },
  { press: ['↑', 'Shift + ←'], to: 'previous slide' },
  { press: ['O'], to: 'overview: arrow keys, then Enter' },
  { press: ['G'], to: 'go to a slide by number or title' },
  { press: ['1', '2', '3', '4'], to: 'mark a bet where the talk asks for one' },
  { press: ['X'], to: 'run the live experiment, on its slide' },
  { press: ['D'], to: 'dark or light' },
  { press: ['F'], to: 'full screen' },
  { press: ['Tab'], to: 'links, choices and controls' },
  { press: ['Esc'], to: 'back to the slide' },
  { press: ['?'], to: 'this list' },
]

/**
 * The talk as an article, on one page that needs no script. The build names it in the page's head;
 * undefined where it made none, as in the dev server.
 *
 * @param slide leads to this slide's part of it
 */
export function articleUrl(slide?: number): string | undefined {
  const page = document.head.querySelector<HTMLLinkElement>('link[rel="alternate"][type="text/html"]')?.href.replace(/#.*/, '')
  return page && slide ? `${page}#slide-${slide}` : page
}
