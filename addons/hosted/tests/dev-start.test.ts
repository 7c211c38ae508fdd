import type { UserConfig } from 'vite'
import { expect, it } from 'vitest'
import { devStart } from '../dev/dev-start'

it('lets Vite bundle what Slidev keeps out, all but Vue and Slidev itself', () => {
  const config: UserConfig = { server: { port: 1 }, optimizeDeps: { exclude: ['vue', '@slidev/client', 'vue-router', '@vueuse/core'], include: ['yaml'] } }
  const { config: hook } = devStart({ clientRoot: '/client' }) as unknown as { config: { handler: (config: UserConfig) => void } }
  hook.handler(config)
  expect(config.optimizeDeps?.exclude).toEqual(['vue', '@slidev/client'])
  expect(config.optimizeDeps?.include).toEqual(expect.arrayContaining(['yaml', '@slidev/cli > @slidev/client > vue-router', '@slidev/cli > @slidev/client > @vueuse/core']))
  expect(config.server).toEqual({ port: 1, warmup: { clientFiles: expect.arrayContaining(['/client/pages/play.vue']) as string[] } })
})
