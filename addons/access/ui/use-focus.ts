import { useNav } from '@slidev/client'
import { useEventListener } from '@vueuse/core'
import { nextTick, watch } from 'vue'
import { showGotoDialog, showInfoDialog, showOverview } from '../slidev-internals/client'

/** Puts the focus on the slide itself: Slidev's keys work there, and Tab goes on to the slide's first link. */
export function focusSlide(): void {
  document.querySelector<HTMLElement>('#app [role="main"]')?.focus({ preventScroll: true })
}

/**
 * Keeps the focus where it can be seen and the keys where they can be used:
 *
 * - the focus never stays on what has gone: a link of the former slide, a choice that a click back has hidden;
 * - Escape leads back to the slide;
 * - the keys that lead through the talk also work from a link or a button, where Slidev ignores them
 *   (Enter and Space stay the link's own), and a clicker's from one of the choices;
 * - after a choice by pointer the keys are the deck's again.
 */
export function useFocus(): void {
  const { clicks, currentSlideNo, next, nextSlide, prev, prevSlide } = useNav()

  watch([currentSlideNo, clicks], async () => {
    const focused = document.activeElement?.closest('#app .slidev-page') && document.activeElement
    if (!focused) return
    await nextTick()
    const slide = focused.closest(`[data-slidev-no="${currentSlideNo.value}"]`)
    if (!slide) return focusSlide()
    // what fades out is there until it has
    await Promise.allSettled(slide.getAnimations({ subtree: true }).map(animation => animation.finished))
    const { activeElement } = document
    if ((activeElement === focused || activeElement === document.body) && !focused.checkVisibility({ visibilityProperty: true })) focusSlide()
  }, { flush: 'pre' })

  const fromLink: Record<string, () => unknown> = { ArrowRight: next, ArrowLeft: prev, ArrowDown: nextSlide, ArrowUp: prevSlide }
  const fromClicker: Record<string, () => unknown> = { PageDown: next, PageUp: prev }
  const dialogOpen = () => showOverview.value || showGotoDialog.value || showInfoDialog.value

  useEventListener(document, 'keydown', (event) => {
    const { activeElement: focused } = document
    if (!focused || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey || dialogOpen() || focused.closest('dialog, [data-menu]')) return
    if (event.key === 'Escape' && focused.closest('#app')) return focusSlide()
    const go = focused.matches('a, button')
      ? { ...fromLink, ...fromClicker }[event.key]
      : focused.matches('input[type="radio"]') && fromClicker[event.key]
    if (!go) return
    event.preventDefault()
    // Slidev would see the same key once the focus has moved
    event.stopPropagation()
    void go()
  }, { capture: true })

  // a click by key has no detail; the choices keep theirs from the deck, so this one listens first
  useEventListener(document, 'click', ({ detail, target }) => {
    if (detail > 0 && target instanceof Element && target.matches('.slidev-page input[type="radio"]')) focusSlide()
  }, { capture: true })
}
