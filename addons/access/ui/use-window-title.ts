import { slidesTitle, useNav } from '@slidev/client'
import { useHead } from '@unhead/vue'
import { computed, shallowRef, watch } from 'vue'
import { plainTitle, windowTitle } from './title'

/**
 * Lets the window's title follow the slide. The overview and the notes keep the titles that Slidev gives them.
 *
 * The title is set after the frame that shows the slide: telling the browser takes a millisecond, which a key would wait for.
 */
export function useWindowTitle(): void {
  const { currentSlideRoute, isPlaying, isPresenter } = useNav()
  const title = computed(() => windowTitle(plainTitle(currentSlideRoute.value?.meta.slide?.title), slidesTitle, isPresenter.value))
  const shown = shallowRef(title.value)
  watch(title, () => requestAnimationFrame(() => setTimeout(() => shown.value = title.value)))
  // Slidev sets a title of its own for each page, with the common priority
  useHead(() => isPlaying.value || isPresenter.value ? { title: shown.value } : {}, { tagPriority: 'high' })
}
