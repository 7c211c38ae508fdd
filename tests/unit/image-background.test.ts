import { mount } from '@vue/test-utils'
import { beforeEach, expect, it, vi } from 'vitest'
import { ref } from 'vue'
import ImageBackground from '../../components/ImageBackground.vue'

const state = vi.hoisted(() => ({ still: false, active: true }))
vi.mock('@slidev/client', () => ({ useIsSlideActive: () => ref(state.active) }))
vi.mock('../../components/timing/use-still', () => ({ useStill: () => ref(state.still) }))
beforeEach(() => Object.assign(state, { still: false, active: true }))

it('is as strong and keeps the point in view that the slide asks for', () => {
  const { style } = mount(ImageBackground, { props: { src: 'a.svg', opacity: 0.3, focus: '20% 80%' } }).get('img').element
  expect([style.opacity, style.objectPosition]).toEqual(['0.3', '20% 80%'])
})

it('comes in as the slide asks, unless it must not move or its slide is not shown', () => {
  const classes = (entrance: 'none' | 'fade' | 'zoom') => mount(ImageBackground, { props: { src: 'a.svg', entrance } }).get('img').classes()
  expect(classes('fade')).toEqual(['enter-fade'])
  expect(classes('zoom')).toEqual(['enter-zoom'])
  expect(classes('none')).toEqual([])
  state.still = true
  expect(classes('zoom')).toEqual([])
  Object.assign(state, { still: false, active: false })
  expect(classes('zoom')).toEqual([])
})

it('is decoration unless it has a text, has a picture for the dark, and leaves the ground plain when one does not arrive', async () => {
  const wrapper = mount(ImageBackground, { props: { src: 'a.svg', darkSrc: 'b.svg' } })
  expect(wrapper.findAll('img').map(image => [image.attributes('alt'), image.attributes('src'), image.classes()])).toEqual([['', '/a.svg', ['light-only']], ['', '/b.svg', ['dark-only']]])
  expect(mount(ImageBackground, { props: { src: 'a.svg', alt: 'a gear' } }).get('img').attributes('alt')).toBe('a gear')
  await wrapper.get('img').trigger('error')
  expect(wrapper.find('img').exists()).toBe(false)
})
