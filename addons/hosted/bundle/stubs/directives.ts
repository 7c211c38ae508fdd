/**
 * In place of Slidev's directives of some weight. Each is installed by the first file whose template uses it (see
 * replace-modules.ts), be it before or after the app is set up.
 */
import type { App, Plugin } from 'vue'

let app: App | undefined
const waiting: Plugin[] = []

const install = (): Plugin => ({
  install(installed) {
    app = installed
    for (const plugin of waiting.splice(0)) app.use(plugin)
  },
})

export function installDirective(plugin: Plugin): void {
  if (app) app.use(plugin)
  else waiting.push(plugin)
}

export { install as createVDragDirective, install as createVMarkDirective, install as createVMotionDirectives }
