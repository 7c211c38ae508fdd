/**
 * 2,000 random keys, taps, reloads and window changes in each engine, with every window where the model of the stage's addon
 * says; `RANDOM_STEPS` and `RANDOM_SEED` make it another walk. Only Chromium's driver can freeze a window (windows.test.ts), and
 * WebKitGTK's cannot pinch: there a finger is what the page gets of one.
 */
import type { Tab } from '../engines/engine'
import process from 'node:process'
import { expect, it, onTestFinished } from 'vitest'
import { model, randomNumbers } from '../../addons/stage/tests/model'
import { position, settled } from '../engines/deck'
import { leaveFor, until } from '../engines/engine'
import { engines, problemsOf, startEngine } from '../engines/start'
import { clicked, slides } from '../support/deck'
import { site } from '../support/site'

const STEPS = Number(process.env.RANDOM_STEPS ?? 2000)
const SEED = Number(process.env.RANDOM_SEED ?? 20_240_306)
/** Keys that lead to the next click, the one before, the next slide, the one before. */
const WAYS = { next: ['ArrowRight', 'Space', 'PageDown'], back: ['ArrowLeft', 'Shift+Space', 'PageUp'], down: ['ArrowDown'], up: ['ArrowUp'] }
/** Keys, one after another, that leave the talk where it is. */
const ELSEWHERE = [['a'], ['z'], ['7'], ['1'], ['2'], ['3'], ['4'], ['d'], ['Escape'], ['Tab', 'Shift+Tab'], ['o', 'o'], ['g', 'Escape'], ['?', 'Escape'], ['.', 'a'], ['b', 'a'], ['Control+ArrowRight']]

interface Window { role: 'presenter' | 'viewer', open: boolean, frozen: false, tab: Tab }

it.each(engines)('in %s no error, and every window where the model says', async (name) => {
  const engine = await startEngine(name, { reducedMotion: true })
  onTestFinished(() => engine.close())
  const random = randomNumbers(SEED)
  const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)] as T
  const windows: Window[] = []
  const expected = model(windows)
  const log: string[] = []
  const clicksOf = (no: number) => slides[no - 1]?.clicks ?? 0
  const address = (role: Window['role'], no: number) => `${site.url}${role === 'presenter' ? 'presenter/' : ''}${no}`

  /** Where a key of a kind leads from a place. */
  function leadsTo(place: string | number, way: keyof typeof WAYS): string {
    const [no = 1, clicks = 0] = String(place).split('.').map(Number)
    if (way === 'next' && clicks < clicksOf(no)) return `${no}.${clicks + 1}`
    if (way === 'next' || way === 'down') return no < slides.length ? `${no + 1}.0` : `${no}.${clicks}`
    if (way === 'back' && clicks > 0) return `${no}.${clicks - 1}`
    return no > 1 ? `${no - 1}.${way === 'back' ? clicksOf(no - 1) : 0}` : `${no}.${clicks}`
  }

  const pause = () => new Promise(resolve => setTimeout(resolve, 250))

  /** A point of the slide where a tap means nothing but itself. */
  const plainPoint = (tab: Tab) => tab.evaluate(() => {
    const { left, top } = document.querySelector('#slide-content')?.getBoundingClientRect() ?? { left: 0, top: 0 }
    return { x: left + 12, y: top + 12 }
  })

  /** Waits until the deck has started and its own slide is what is touched. */
  const started = (tab: Tab) => until(() => tab.evaluate(() => !document.querySelector('#first-slide') && document.querySelector('#slide-content h1, #slide-content .slidev-layout') !== null).catch(() => false), 'the deck')

  for (let step = 0; step < STEPS; step++) {
    expected.next()
    const opened = windows.filter(({ open }) => open)
    const chosen = opened.length > 0 ? pick(opened) : undefined
    const chance = random()
    const no = 2 + Math.floor(random() * (slides.length - 3))
    if (!chosen || (chance < 0.02 && opened.length < 3)) {
      const role = pick(['presenter', 'viewer', 'viewer'] as const)
      log.push(`open ${role} at ${no}`)
      const window: Window = { role, open: true, frozen: false, tab: await engine.newTab() }
      await window.tab.resize(900, 700)
      await window.tab.goto(address(role, no))
      windows.push(window)
      await started(window.tab)
      expected.opened(window, `${no}.0`)
      expected.arrive(window)
    } else if (chance < 0.03) {
      log.push(`close ${windows.indexOf(chosen)}`)
      await chosen.tab.close()
      chosen.open = false
      // it may still pass on what it hears while it goes
      await pause()
    } else if (chance < 0.06) {
      const isLink = random() < 0.5
      log.push(`${isLink ? `link to ${no}` : 'reload'} in ${windows.indexOf(chosen)}`)
      if (isLink) {
        await chosen.tab.goto(address(chosen.role, no))
        expected.of(chosen).place = `${no}.0`
      } else {
        await leaveFor('the same page', chosen.tab.evaluate, () => chosen.tab.evaluate(() => location.reload()).catch(() => {}))
      }
      await started(chosen.tab)
      expected.reloaded(chosen)
      expected.arrive(chosen)
    } else if (chance < 0.3) {
      const keys = pick(ELSEWHERE)
      log.push(`${keys.join(' ')} in ${windows.indexOf(chosen)}`)
      for (const key of keys) {
        await chosen.tab.press(key)
        // what opens takes the next key only when it is there
        if (keys.length > 1) await pause()
      }
    } else if (chance < 0.36) {
      log.push(`tap in ${windows.indexOf(chosen)}`)
      await chosen.tab.touch([await plainPoint(chosen.tab)])
    } else {
      const way = pick(['next', 'next', 'next', 'back', 'back', 'down', 'up'] as const)
      const { place } = expected.of(chosen)
      const to = leadsTo(place, way)
      const isSwipe = chosen.role === 'viewer' && (way === 'next' || way === 'back') && random() < 0.2
      log.push(`${way}${isSwipe ? ' by finger' : ''} in ${windows.indexOf(chosen)} to ${to}`)
      if (isSwipe) {
        const { x, y } = await plainPoint(chosen.tab)
        const points = [20, 100, 200, 320].map(by => ({ x: x + by, y }))
        await chosen.tab.touch(way === 'next' ? points.toReversed() : points)
      } else {
        // the space bar belongs to the button that Tab has reached
        const isOnControl = await chosen.tab.evaluate(() => document.activeElement?.matches('a, button, [role="button"]') ?? false)
        await chosen.tab.press(pick(WAYS[way].filter(key => !isOnControl || !key.endsWith('Space'))))
      }
      if (to !== place) expected.moved(chosen, to)
    }
    for (const [index, { tab }] of windows.entries()) {
      if (!windows[index]?.open) continue
      const right = String(expected.of(windows[index]).place)
      await until(async () => {
        const at = await position(tab).catch(() => undefined)
        return at !== undefined && `${at.no}.${at.clicks}` === right
      }, `window ${index} at ${right}`, 20_000).catch(async (error: unknown) => {
        throw new Error(`${String(error)}: it is at ${JSON.stringify(await position(tab))}; seed ${SEED}, step ${step}: ${log.slice(-12).join(', ')}`)
      })
    }
    expect(problemsOf(engine), `seed ${SEED}, step ${step}: ${log.slice(-12).join(', ')}`).toEqual([])
  }
  const last = await engine.newTab()
  await last.goto(`${site.url}${clicked.no}`)
  await started(last)
  const { no = 0, clicks = 0 } = await position(last) ?? {}
  await settled(last, no, clicks)
})
