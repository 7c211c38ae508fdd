import { useEventListener } from '@vueuse/core'

/** A finger that moved no further, in CSS pixels, has tapped. */
const STILL = 10

/**
 * Slidev 53 (composables/useSwipeControls.ts, pages/play.vue) takes each finger of a pinch for a swipe and lets no
 * browser zoom, and a tap beside the slide goes on as soon as the finger is down. Here two fingers are never a swipe, nor
 * is one that moves over a zoomed page, and a tap is over when the finger is up. styles/index.css allows the zoom.
 * Where Slidev's markup is another, its own handlers get what they always got.
 */
export function usePinch(): void {
  const fingers = new Map<number, PointerEvent>()
  const ours = new WeakSet<Event>()
  let isPinch = false
  let besideSlide: PointerEvent | undefined

  const isZoomed = () => (globalThis.visualViewport?.scale ?? 1) > 1.01

  function dispatch(target: EventTarget | null, type: string, { pointerId, pointerType, isPrimary, clientX, clientY, pageX, pageY }: PointerEvent, buttons: number): void {
    const event = new PointerEvent(type, { pointerId, pointerType, isPrimary, clientX, clientY, buttons, button: 0, bubbles: true, composed: true })
    // of a page that is scrolled or zoomed
    Object.defineProperties(event, { pageX: { value: pageX }, pageY: { value: pageY } })
    ours.add(event)
    target?.dispatchEvent(event)
  }

  useEventListener(window, 'pointerdown', (event) => {
    if (event.pointerType !== 'touch' || ours.has(event)) return
    if (event.isPrimary) {
      fingers.clear()
      isPinch = false
      besideSlide = undefined
    }
    fingers.set(event.pointerId, event)
    const [first] = fingers.values()
    if (fingers.size === 2 && first) {
      isPinch = true
      besideSlide = undefined
      // back to where it began: nothing to go by
      dispatch(first.target, 'pointermove', first, 1)
      dispatch(first.target, 'pointercancel', first, 0)
    }
    if (isPinch || isZoomed()) {
      event.stopPropagation()
    } else if (event.target instanceof Element && event.target.id === 'slide-container') {
      besideSlide = event
      event.stopPropagation()
      dispatch(event.target.parentElement, 'pointerdown', event, 1)
    }
  }, { capture: true })

  useEventListener(window, 'pointermove', (event) => {
    if (isPinch && event.pointerType === 'touch' && !ours.has(event)) event.stopPropagation()
  }, { capture: true })

  useEventListener(window, ['pointerup', 'pointercancel'], (event) => {
    if (event.pointerType !== 'touch' || ours.has(event)) return
    fingers.delete(event.pointerId)
    if (isPinch) event.stopPropagation()
    if (fingers.size === 0) isPinch = false
    if (besideSlide && event.type === 'pointerup' && Math.hypot(event.clientX - besideSlide.clientX, event.clientY - besideSlide.clientY) <= STILL) {
      dispatch(besideSlide.target, 'pointerdown', event, 1)
    }
    besideSlide = undefined
  }, { capture: true })

  // what is zoomed in can be moved about
  useEventListener(globalThis.visualViewport, 'resize', () => document.documentElement.classList.toggle('zoomed-in', isZoomed()))
}
