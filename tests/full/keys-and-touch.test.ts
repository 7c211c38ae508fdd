import type { Engine, EngineName, Point, Tab } from '../engines/engine'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { openSlide, position, settled } from '../engines/deck'
import { until } from '../engines/engine'
import { engines, startEngine } from '../engines/start'
import { findSlide, slides } from '../support/deck'
import { site } from '../support/site'

/** A slide without clicks between two others, and one with code. */
const plain = findSlide(({ no, clicks, content }) => no > 1 && no < slides.length && clicks === 0 && !/v-click|\[click/.test(content)).no
const withCode = findSlide(({ content }) => /^(?:```|<<<)/m.test(content)).no
const MODIFIED = ['Control', 'Alt', 'Meta'].flatMap(modifier => ['f', 'd', 'g', 'o', 'x', '1', '.'].map(key => `${modifier}+${key}`))

/** Slidev's own state, where a modified key would show. */
const state = (tab: Tab) => tab.evaluate(() => ({
  path: location.pathname + location.search,
  fullscreen: document.fullscreenElement !== null,
  dark: document.documentElement.classList.contains('dark'),
  goto: document.querySelector('#slidev-goto-dialog:not(.op0)') !== null,
  overview: document.querySelector('.z-modal .slidev-slide-container') !== null,
  black: document.querySelector('.black-screen') !== null,
  checked: document.querySelectorAll('input:checked').length,
}))

/** Types a key as a keyboard of another layout does. */
const type = (tab: Tab, key: string, code: string) => tab.evaluate((key, code) => {
  for (const type of ['keydown', 'keyup']) (document.activeElement ?? document.body).dispatchEvent(new KeyboardEvent(type, { key, code, bubbles: true, cancelable: true, composed: true }))
}, key, code)

const line = (from: Point, to: Point): Point[] => [0, 1, 2, 3, 4, 5, 6].map(step => ({ x: from.x + (to.x - from.x) * step / 6, y: from.y + (to.y - from.y) * step / 6 }))

describe.each(engines)('in %s', (name: EngineName) => {
  let engine: Engine
  beforeAll(async () => {
    engine = await startEngine(name, { reducedMotion: true })
  })
  afterAll(() => engine.close())

  async function open(no: number, page = ''): Promise<Tab> {
    const tab = await engine.newTab()
    onTestFinished(() => tab.close())
    await tab.resize(980, 700)
    await tab.goto(`${site.url}${page}${no}`)
    await settled(tab, no)
    return tab
  }

  it('a key with Ctrl, Alt or Meta is not the deck\'s', async () => {
    const tab = await open(plain)
    const before = await state(tab)
    // dispatched in the page: the browser's own answer may be a window that takes the focus
    await tab.evaluate((combinations) => {
      for (const combination of combinations) {
        const [modifier, key = ''] = combination.split('+')
        const init = { ctrlKey: modifier === 'Control', altKey: modifier === 'Alt', metaKey: modifier === 'Meta', bubbles: true, cancelable: true, composed: true }
        for (const [type, pressed] of [['keydown', modifier], ['keydown', key], ['keyup', key], ['keyup', modifier]] as const) {
          document.body.dispatchEvent(new KeyboardEvent(type, { ...init, key: pressed, code: /^[a-z]$/.test(pressed ?? '') ? `Key${pressed?.toUpperCase()}` : '' }))
        }
      }
    }, [...MODIFIED, 'Control+ArrowRight', 'Alt+ArrowLeft', 'Meta+ ', 'Control+PageDown'])
    await new Promise(resolve => setTimeout(resolve, 300))
    expect(await state(tab)).toEqual(before)
    // and the same keys alone still are
    await tab.press('o')
    await until(async () => (await state(tab)).overview, 'the overview')
  })

  it('keys lead on and back', async () => {
    const tab = await open(plain)
    await tab.press('ArrowRight')
    await settled(tab, plain + 1)
    await tab.press('PageUp')
    await settled(tab, plain)
    await tab.press('Space')
    await settled(tab, plain + 1)
    await tab.press('ArrowUp')
    await settled(tab, plain)
  })

  it('shortcuts are found on a Cyrillic layout', async () => {
    const tab = await open(plain)
    const { dark } = await state(tab)
    await type(tab, 'в', 'KeyD')
    await until(async () => (await state(tab)).dark !== dark, 'the other colours')
  })

  it('a swipe goes on, also one that begins on code; a pinch never does', async () => {
    const tab = await open(withCode)
    const code = await tab.evaluate(() => {
      const element = [...document.querySelectorAll('#slideshow .slidev-code')].find(element => element.checkVisibility()) ?? document.body
      const { left, top, width, height } = element.getBoundingClientRect()
      return { x: left + width / 2, y: top + height / 2, touchAction: getComputedStyle(element).touchAction }
    })
    expect(code.touchAction).toBe('pan-y pinch-zoom')

    const before = await position(tab)
    await tab.touch(line({ x: code.x - 20, y: code.y }, { x: code.x - 180, y: code.y }), line({ x: code.x + 20, y: code.y }, { x: code.x + 180, y: code.y }))
    await new Promise(resolve => setTimeout(resolve, 300))
    expect(await position(tab)).toEqual(before)

    await openSlide(tab, site.url, withCode)
    await tab.touch(line({ x: code.x + 100, y: code.y }, { x: code.x - 200, y: code.y }))
    await until(async () => {
      const now = await position(tab)
      return now?.no !== before?.no || now?.clicks !== before?.clicks
    }, 'the next click')
  })

  it('"." and "b" make the audience\'s window black and not the presenter\'s, in whichever they are pressed; any key ends it', async () => {
    const presenter = await open(plain, 'presenter/')
    const audience = await open(plain)
    for (const [key, window] of [['.', presenter], ['b', audience]] as const) {
      await window.press(key)
      await until(async () => (await state(audience)).black, 'black')
      expect((await state(presenter)).black).toBe(false)
      await presenter.press('ArrowRight')
      await until(async () => !(await state(audience)).black, 'the slide')
      expect(await position(presenter)).toMatchObject({ no: plain, clicks: 0 })
    }
  })
})
