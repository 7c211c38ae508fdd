/** Stands in for floating-vue where no slide has a popper: a tooltip shows what it explains, and nothing to recompute. */
import type { FunctionalComponent } from 'vue'

export const Tooltip: FunctionalComponent = (_props, { slots }) => slots.default?.()

export const Dropdown = Tooltip

export function recomputeAllPoppers(): void {}
