import { useMutationObserver, useThrottleFn } from '@vueuse/core'
import { onMounted } from 'vue'
import { setAriaAttributes } from './aria-attributes'

/** Milliseconds between two passes: a race changes the page in each frame, a label can wait for the next tenth of a second. */
const PAUSE = 100

/** Keeps the ARIA attributes of Slidev's own pages set as they change; see aria-attributes.ts. */
export function useAriaAttributes(): void {
  const update = useThrottleFn(() => setAriaAttributes(), PAUSE, true)
  onMounted(() => {
    setAriaAttributes()
    useMutationObserver(document.getElementById('app'), () => void update(), { childList: true, subtree: true, attributeFilter: ['class'] })
  })
}
