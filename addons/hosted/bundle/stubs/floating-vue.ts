/** In place of floating-vue where neither twoslash nor drawing is on: what is left are the hints in Slidev's settings, which become titles. */
import type { FunctionalComponent, VNodeArrayChildren } from 'vue'
import { h } from 'vue'

export const Tooltip: FunctionalComponent = (_props, { slots }) => h('span', { title: textOf(slots.popper?.()) }, slots.default?.())

export const Dropdown = Tooltip

export function recomputeAllPoppers(): void {}

function textOf(nodes: unknown): string {
  if (!Array.isArray(nodes)) return typeof nodes === 'string' ? nodes : ''
  return (nodes as VNodeArrayChildren).map(node => typeof node === 'object' && node && 'children' in node ? textOf(node.children) : textOf(node)).join('').trim()
}
