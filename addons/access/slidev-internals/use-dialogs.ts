import { useEventListener } from '@vueuse/core'
import { computed, nextTick, watch } from 'vue'
import { setAriaAttributes } from './aria-attributes'
import { currentOverviewPage, showGotoDialog, showInfoDialog, showOverview } from './client'
import { focusSlide } from '../ui/use-focus'

/** Frames to wait for what opens: a key may be pressed while the deck is still starting. */
const FRAMES = 60

/** Puts the focus into what opens, as soon as it is there and as long as it stays. */
async function enter(find: () => HTMLElement | null, stays: () => boolean): Promise<void> {
  for (let frame = 0; frame < FRAMES && stays(); frame++) {
    setAriaAttributes()
    const target = find()
    target?.focus()
    if (target && document.activeElement === target) return
    await new Promise(requestAnimationFrame)
  }
}

const card = (no: number) => document.querySelector<HTMLElement>(`[data-card="${no}"]`)

/**
 * Makes dialogs of what Slidev 53 lays over a slide, the overview and what it says about the talk: the focus goes in and comes back,
 * what lies below is out of reach, Escape closes. In the overview the focus is the slide that Enter opens.
 */
export function useDialogs(): void {
  const open = computed(() => showOverview.value ? 'overview' : showInfoDialog.value ? 'about' : undefined)
  let cameFrom: Element | null = null

  watch(open, async (now, before) => {
    if (!now && !before) return
    if (!before) cameFrom = document.activeElement
    await nextTick()
    document.querySelectorAll<HTMLElement>('#app #page-root, #app > .slidev-presenter').forEach(page => page.inert = Boolean(now))
    if (now) await enter(() => now === 'overview' ? card(currentOverviewPage.value) : document.querySelector<HTMLElement>('[data-about] a'), () => open.value === now)
    else if (cameFrom instanceof HTMLElement && cameFrom !== document.body && cameFrom.checkVisibility()) cameFrom.focus({ preventScroll: true })
    else focusSlide()
  }, { immediate: true })

  // Slidev's own focus is for a dialog that is there before its key
  watch(showGotoDialog, (show) => {
    if (show) void enter(() => document.querySelector<HTMLElement>('#slidev-goto-input'), () => showGotoDialog.value)
  })

  // Slidev's arrow keys move its own mark, and Enter opens the marked slide: mark and focus go together
  watch(currentOverviewPage, (no) => {
    if (showOverview.value) card(no)?.focus()
  })
  useEventListener(document, 'focusin', ({ target }) => {
    const no = target instanceof Element && Number(target.getAttribute('data-card'))
    if (no) currentOverviewPage.value = no
  })
  useEventListener(document, 'keydown', ({ key }) => {
    if (key === 'Escape') showInfoDialog.value = false
  })
}
