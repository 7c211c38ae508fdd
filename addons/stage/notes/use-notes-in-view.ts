import { useNav } from '@slidev/client'
import { nextTick, watch } from 'vue'

/** Slidev 53 marks where the clicks are in a note; the one of the present click has this class. */
const CURRENT = '.slidev-presenter .slidev-note .slidev-note-click-mark-active'
const NOTE = '.slidev-presenter .slidev-note'

/** On the presenter's screen the note scrolls with the clicks, in a build as Slidev does it in dev. */
export function useNotesInView(): void {
  const { clicks, currentSlideNo, isPresenter } = useNav()
  watch([clicks, currentSlideNo, isPresenter], async () => {
    if (!isPresenter.value) return
    // the note is put together, then marked
    await nextTick()
    await nextTick()
    const mark = document.querySelector(CURRENT)
    if (mark) mark.scrollIntoView({ block: 'center' })
    else document.querySelector(NOTE)?.scrollTo({ top: 0 })
  }, { flush: 'post', immediate: true })
}
