import { mount } from '@vue/test-utils'
import { describe, expect, it, vi } from 'vitest'
import { createApp, h, withDirectives } from 'vue'
import { forgetUnmountedClicks } from '../slidev-internals/click-elements'

const resolvedClickMap = vi.hoisted(() => new Map<Element, unknown>())
vi.mock('@slidev/client/modules/v-click.ts', () => ({ resolvedClickMap }))

describe('an element with a click', () => {
  it('is forgotten when it goes, after what Slidev does then', () => {
    const unmounted = vi.fn((element: Element) => expect(resolvedClickMap.has(element)).toBe(true))
    const click = { mounted: (element: Element) => void resolvedClickMap.set(element, {}), unmounted }
    const install = { install: (app: ReturnType<typeof createApp>) => {
      app.directive('click', click)
      forgetUnmountedClicks(app)
    } }
    const wrapper = mount(() => withDirectives(h('p'), [[click]]), { global: { plugins: [install] } })
    expect(resolvedClickMap.size).toBe(1)
    wrapper.unmount()
    expect(unmounted).toHaveBeenCalledOnce()
    expect(resolvedClickMap.size).toBe(0)
  })
})
