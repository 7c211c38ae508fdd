import { useEventListener } from '@vueuse/core'
import { useShared } from '../sync/shared'

/** Whether the audience's windows are black; the same in all windows of the talk. */
const useBlack = () => useShared('black-screen', value => value === true || undefined)

/** The clicker's black-screen button, `.` or `b`: the audience's windows go black. */
export function goBlack(): void {
  useBlack().value = true
}

/** While the screen is black, any key or tap in any window of the talk ends it, and does nothing else. */
export function useBlackScreen(): ReturnType<typeof useBlack> {
  const black = useBlack()
  useEventListener(window, ['keydown', 'pointerdown'], (event) => {
    if (!black.value || (event instanceof KeyboardEvent && (event.ctrlKey || event.altKey || event.metaKey || event.key === 'Shift'))) return
    event.preventDefault()
    event.stopImmediatePropagation()
    // the key that made it black is still held
    if (event instanceof KeyboardEvent && event.repeat) return
    black.value = undefined
  }, { capture: true })
  return black
}
