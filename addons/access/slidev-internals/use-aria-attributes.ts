import { useDebounceFn, useMutationObserver } from '@vueuse/core'
import { onMounted } from 'vue'
import { setAriaAttributes } from './aria-attributes'

/** Milliseconds from a change to the attributes: a race changes the page in each frame, and a key's frame goes first. */
const PAUSE = 100

/** Keeps the ARIA attributes of Slidev's own pages set as they change; see aria-attributes.ts. */
export function useAriaAttributes(): void {
  const update = useDebounceFn(() => setAriaAttributes(), PAUSE, { maxWait: PAUSE })
  onMounted(() => {
    setAriaAttributes()
    useMutationObserver(document.getElementById('app'), () => void update(), { childList: true, subtree: true, attributeFilter: ['class'] })
  })
}
