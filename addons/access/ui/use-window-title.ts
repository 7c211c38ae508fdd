import { slidesTitle, useNav } from '@slidev/client'
import { useHead } from '@unhead/vue'
import { computed } from 'vue'
import { plainTitle, windowTitle } from './title'

/** Lets the window's title follow the slide. The overview and the notes keep the titles that Slidev gives them. */
export function useWindowTitle(): void {
  const { currentSlideRoute, isPlaying, isPresenter } = useNav()
  const title = computed(() => windowTitle(plainTitle(currentSlideRoute.value?.meta.slide?.title), slidesTitle, isPresenter.value))
  // Slidev sets a title of its own for each page, with the common priority
  useHead(() => isPlaying.value || isPresenter.value ? { title: title.value } : {}, { tagPriority: 'high' })
}
