import type { Ref } from 'vue'
import { useNav, useSlideContext } from '@slidev/client'
import { computed, onMounted, onUnmounted, shallowRef, watch } from 'vue'
import { CLASS_VCLICK_HIDDEN } from '../slidev-internals/client'

/** Where a component on a slide is. */
export interface Shown {
  /** On the slide itself, in the audience's or the presenter's window; not on a copy in the overview, on paper or in a preview. */
  live: Readonly<Ref<boolean>>
  /** The room sees it, or the speaker does: it is live, its slide is the current one, and its click has come. */
  shown: Readonly<Ref<boolean>>
}

/** @param element the component's own */
export function useShown(element: Readonly<Ref<HTMLElement | null>>): Shown {
  const { $page, $nav, $renderContext, $clicksContext } = useSlideContext()
  const { isPrintMode } = useNav()
  const live = computed(() => !isPrintMode.value && ['slide', 'presenter'].includes($renderContext.value))
  const mounted = shallowRef(false)
  const shown = shallowRef(false)
  onMounted(() => (mounted.value = true))
  onUnmounted(() => (shown.value = false))
  // once v-click has set its classes
  watch([mounted, live, () => $page.value === $nav.value.currentSlideNo, () => $clicksContext.current], ([mounted, live, current]) => {
    shown.value = mounted && live && current && !element.value?.closest(`.${CLASS_VCLICK_HIDDEN}`)
  }, { flush: 'post', immediate: true })
  return { live, shown }
}
