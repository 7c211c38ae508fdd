/**
 * Stands in for Vue in Slidev's stack of slides where no slide has a transition: Vue's own group of transitions measures
 * each slide before and after every change, and computes the styles of all of them while a key waits for its answer.
 */
import { defineComponent, h } from 'vue'

export * from 'vue'

/** The group's element with its slides, and nothing else. */
export const TransitionGroup = defineComponent({
  name: 'StillGroup',
  props: { tag: { type: String, default: 'div' }, name: { type: String, default: undefined } },
  emits: ['afterLeave'],
  setup: (props, { slots }) => () => h(props.tag, slots.default?.()),
})
