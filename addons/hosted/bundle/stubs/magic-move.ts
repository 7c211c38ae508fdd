/**
 * Slidev's code that morphs from click to click. A slide that is left goes to its last click, and one that is left
 * backwards to its first: its code would be measured and moved, unseen, before the next slide's frame. Here it moves when
 * that frame is there.
 */
import { useSlideContext } from '@slidev/client'
import { ShikiMagicMovePrecompiled as Precompiled } from '@shikijs/magic-move/vue'
import { defineComponent, h, shallowRef, watch } from 'vue'

export const ShikiMagicMovePrecompiled = defineComponent({
  name: 'ShikiMagicMoveInView',
  inheritAttrs: false,
  props: { step: { type: Number, default: 0 } },
  setup(props, { attrs }) {
    const { $nav, $page, $renderContext } = useSlideContext()
    const step = shallowRef(props.step)
    const isInView = () => $renderContext.value !== 'slide' || $nav.value.currentSlideNo === $page.value
    watch(() => props.step, () => {
      if (isInView()) step.value = props.step
      else requestAnimationFrame(() => setTimeout(() => step.value = props.step))
    }, { flush: 'sync' })
    return () => h(Precompiled, { ...attrs, step: step.value } as never)
  },
})
