import { useEventListener } from '@vueuse/core'
import { isModified, keyMeant } from './key-meant'

/** Where a key writes or chooses, it is no shortcut; Slidev leaves these alone as well. */
const TYPING = 'input:not([type="radio"], [type="checkbox"], [type="range"], [type="button"]), textarea, select, [contenteditable]:not([contenteditable="false"])'

/**
 * Decides what a key means before anything in the page sees it, for Slidev's shortcuts and all others: with Ctrl, Alt or
 * Meta it is the browser's alone, and on another layout it is the key that was meant (key-meant.ts).
 */
export function useKeys(): void {
  const translated = new WeakSet<Event>()

  useEventListener(window, ['keydown', 'keyup'], (event) => {
    const [target] = event.composedPath()
    if (translated.has(event) || event.isComposing || !(target instanceof Element) || target.matches(TYPING)) return
    if (isModified(event)) {
      // a key that goes up may have gone down without the modifier: Slidev has to see that
      if (event.type === 'keydown') event.stopPropagation()
      return
    }
    const key = keyMeant(event)
    if (key === event.key) return
    event.stopPropagation()
    const { code, location, repeat, shiftKey } = event
    const meant = new KeyboardEvent(event.type, { key, code, location, repeat, shiftKey, bubbles: true, cancelable: true, composed: true })
    translated.add(meant)
    if (!target.dispatchEvent(meant)) event.preventDefault()
  }, { capture: true })
}
