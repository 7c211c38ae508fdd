import { useDebounceFn, useMutationObserver } from '@vueuse/core'
import { onMounted } from 'vue'
import { mend } from './aria-attributes'

/** Milliseconds from a change to the attributes: a race changes the page in each frame, and a key's frame goes first. */
const PAUSE = 100

/** Keeps Slidev's own pages mended as they change; see repairs.ts. */
export function useRepairs(): void {
  const look = useDebounceFn(() => mend(), PAUSE, { maxWait: PAUSE })
  onMounted(() => {
    mend()
    useMutationObserver(document.getElementById('app'), () => void look(), { childList: true, subtree: true, attributeFilter: ['class'] })
  })
}
