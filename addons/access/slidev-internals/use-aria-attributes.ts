import { useMutationObserver, useThrottleFn } from '@vueuse/core'
import { onMounted } from 'vue'
import { mend } from './aria-attributes'

/** Milliseconds between two looks: a race changes the page in each frame, a label can wait for the next tenth of a second. */
const PAUSE = 100

/** Keeps Slidev's own pages mended as they change; see repairs.ts. */
export function useRepairs(): void {
  const look = useThrottleFn(() => mend(), PAUSE, true)
  onMounted(() => {
    mend()
    useMutationObserver(document.getElementById('app'), () => void look(), { childList: true, subtree: true, attributeFilter: ['class'] })
  })
}
