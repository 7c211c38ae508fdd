import { defineComponent, h, onMounted, ref } from 'vue'

/** How long a slide may take, ms, before it says that it comes. */
const SLOW = 200

/** Slidev's own says the same beside a turning picture, which is a part of the styles that every slide waits for. */
export default defineComponent(() => {
  const isSlow = ref(false)
  onMounted(() => setTimeout(() => isSlow.value = true, SLOW))
  return () => h('div', { class: 'slidev-slide-loading h-full w-full flex items-center justify-center' }, isSlow.value ? 'Loading slide…' : undefined)
})
