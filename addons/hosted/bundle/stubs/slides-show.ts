/**
 * Vue for Slidev's stack of slides. Vue's group of transitions measures each slide before and after every change, and
 * computes the styles of all of them while a key waits for its answer: a deck without a transition has a plain element.
 */
import { configs } from '@slidev/client'
import { defineComponent, h, TransitionGroup as VueTransitionGroup } from 'vue'
import { slides } from '../../slidev-internals/slides'

export * from 'vue'

/** Vue's group where the headmatter or a slide names a transition, else its element with the slides. */
export const TransitionGroup = defineComponent({
  name: 'SlidesGroup',
  inheritAttrs: false,
  setup: (_, { attrs, slots }) => () => {
    const named = [configs.transition, ...slides.value.map(slide => slide.meta.transition)]
    if (named.some(transition => transition && transition !== 'none')) return h(VueTransitionGroup, attrs, slots)
    return h(String(attrs.tag), { id: attrs.id, class: attrs.class }, slots.default?.())
  },
})
