import type { ShortcutOptions } from '@slidev/types'

/** What the key does while the experiment's slide is on the screen. */
let press: (() => void) | undefined

/** Makes the key do this, until the function that is returned is called. */
export function onShortcut(run: () => void): () => void {
  press = run
  return () => {
    if (press === run) press = undefined
  }
}

/** The key that runs the experiment; Slidev doesn't use it. It does nothing on other slides. For setup/shortcuts.ts. */
export const KEY = 'x'
export const liveShortcut: ShortcutOptions = { name: 'run_the_live_experiment,_on_its_slide', key: KEY, fn: () => press?.() }
