/** Stands in for Slidev's directives that no slide uses: plugins that install nothing. */
import type { Plugin } from 'vue'
import nothing from './plugin'

export const createVMotionDirectives = (): Plugin => nothing

export const createVMarkDirective = (): Plugin => nothing

export const createVDragDirective = (): Plugin => nothing
