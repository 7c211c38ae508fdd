/** A Vue plugin that installs nothing. */
import type { Plugin } from 'vue'

const plugin: Plugin = { install() {} }

export default plugin
