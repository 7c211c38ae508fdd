import { useEventListener, useTimeoutFn } from '@vueuse/core'

/** How long Slidev's controls stay after a tap, milliseconds. */
const STAY = 5000
/** A finger that moved no further, in pixels, has tapped and not swiped. */
const STILL = 10

/**
 * Slidev 53 shows its controls to a mouse that comes near, and a finger can't come near. So a tap on the slide shows them,
 * and another one, or a few seconds, hides them. styles/index.css keeps them from being hit while nobody sees them.
 */
export function useTappedControls(): void {
  const { classList } = document.documentElement
  const hide = () => classList.remove('controls-shown')
  const { start, stop } = useTimeoutFn(hide, STAY, { immediate: false })
  let down: { x: number, y: number } | undefined

  useEventListener(document, 'pointerdown', ({ pointerType, isPrimary, clientX, clientY, target }) => {
    const onSlide = target instanceof Element && target.closest('#page-root #slide-content') && !target.closest('a, button, label, input')
    down = pointerType === 'touch' && isPrimary && onSlide ? { x: clientX, y: clientY } : undefined
    if (target instanceof Element && target.closest('#page-root nav')) start()
  })
  useEventListener(document, 'pointerup', ({ clientX, clientY }) => {
    if (!down || Math.hypot(clientX - down.x, clientY - down.y) > STILL) return
    stop()
    if (classList.toggle('controls-shown')) start()
  })
}
