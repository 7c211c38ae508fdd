/** Screen readers, keyboard, touch and eyes that see otherwise, beyond what slides.test.ts and opened.test.ts look at on every slide. */
import type { Page } from 'playwright-chromium'
import { describe, expect, it } from 'vitest'
import { plainTitle, windowTitle } from '../../addons/access/ui/title'
import { controlsAreThere, focus, swipe, violations } from '../support/access'
import { clicked, findSlide, linked, neighbour, races, slides, steps, title } from '../support/deck'
import { layoutProblems } from '../support/layout'
import { recordMotion } from '../support/motion'
import { poll } from '../support/poll'
import { newWindow, openSlide, position, settled, site, until, walk } from '../support/site'

const total = slides.length
const PHONE = { width: 390, height: 844 }
const [race = expect.fail('no slide has a race')] = races
const withMorph = findSlide(({ content }) => content.includes('magic-move'))
const afterLinked = neighbour(linked, 1)

async function open(page: Page, route: string): Promise<void> {
  await page.goto(site.url + route)
  await page.waitForFunction(() => document.querySelector('h1') && document.fonts.status === 'loaded' && !document.querySelector('.slidev-slide-loading'))
}

describe.each(['light', 'dark'] as const)('axe (%s)', (colorScheme) => {
  it('finds nothing on the presenter, its menus open, and the notes', async () => {
    const { page } = await newWindow({ colorScheme })
    for (const { no, clicks } of [race, withMorph, poll.asked]) {
      await open(page, `presenter/${no}?clicks=${Math.max(0, clicks - 1)}`)
      await settled(page, no, Math.max(0, clicks - 1))
      expect(await violations(page)).toEqual([])
    }
    for (const menu of ['Change sync settings', 'More Options']) {
      await page.locator(`button[aria-label="${menu}"]`).click()
      await page.locator('[data-menu]').waitFor()
      await until(() => page.locator(`button[aria-label="${menu}"]`).getAttribute('aria-expanded')).toBe('true')
      expect(await violations(page)).toEqual([])
      await page.locator(`button[aria-label="${menu}"]`).click()
    }
    await page.goto(`${site.url}notes`)
    await page.locator('.slidev-note').waitFor()
    expect(await violations(page)).toEqual([])
  })

  it('finds nothing on the hand-out', async () => {
    const { page } = await newWindow({ colorScheme })
    await open(page, 'handout')
    await until(() => page.locator('.handout .heading').filter({ hasText: /[a-z]/i }).count()).toBe(total)
    expect(await violations(page)).toEqual([])
  })

  it('finds nothing on the overview as a page', async () => {
    const { page } = await newWindow({ colorScheme })
    await open(page, 'overview')
    await page.locator('.overview-slide-block h1').nth(total - 1).waitFor({ state: 'attached' })
    expect(await violations(page)).toEqual([])
  })

  it('finds nothing on what opens over a slide: keys, overview, search, about', async () => {
    const { page } = await newWindow({ colorScheme })
    await openSlide(page, site, linked.no)
    await page.keyboard.press('Shift+?')
    await page.locator('dialog[open]').waitFor()
    expect(await violations(page)).toEqual([])
    await page.keyboard.press('Escape')
    await page.locator('dialog[open]').waitFor({ state: 'detached' })

    await page.keyboard.press('o')
    await until(() => page.locator('[data-card]').count()).toBe(total)
    expect(await violations(page)).toEqual([])
    await page.keyboard.press('Escape')
    await page.locator('[data-overview]').waitFor({ state: 'detached' })

    await page.keyboard.press('g')
    await page.locator('#slidev-goto-input').fill('a')
    await page.locator('#slidev-goto-dialog li').first().waitFor()
    await until(() => page.locator('#slidev-goto-dialog li[role="option"]').count()).toBeGreaterThan(1)
    await until(() => page.locator('#slidev-goto-input').getAttribute('aria-activedescendant')).toBe('slide-found-0')
    expect(await violations(page)).toEqual([])
    await page.keyboard.press('Escape')

    await page.getByRole('button', { name: 'Show info' }).focus()
    await page.keyboard.press('Enter')
    await page.locator('[data-about]').waitFor()
    expect(await violations(page)).toEqual([])
  })

  it('finds nothing on an upright phone', async () => {
    const { page } = await newWindow({ colorScheme, viewport: PHONE, hasTouch: true, isMobile: true })
    for (const { no, clicks } of [linked, race]) {
      await openSlide(page, site, no, clicks)
      await page.locator('.under-slide').waitFor()
      expect(await violations(page)).toEqual([])
    }
  })
})

describe('a screen reader', () => {
  /** What is told of a click, on a slide that was opened at the click before it. */
  async function toldOf(page: Page, { no }: { no: number }, click: number): Promise<string> {
    await openSlide(page, site, no, click - 1)
    // what was there before the click has been read by then
    await page.evaluate(() => new Promise(resolve => setTimeout(resolve, 300)))
    await page.keyboard.press('ArrowRight')
    await settled(page, no, click)
    await until(() => page.locator('[data-announcer]').textContent()).not.toBe('')
    return await page.locator('[data-announcer]').textContent() ?? ''
  }

  it('is told the words of what appears, of a table\'s row and of code', async () => {
    const { page } = await newWindow()
    const withText = findSlide(({ content, clicks }) => clicks > 0 && /<p[^>]* v-click[ >]/.test(content))
    const told = await toldOf(page, withText, 1)
    const appeared = await page.locator(`#app .slidev-page-${withText.no} p.slidev-vclick-current`).first().innerText()
    expect(told).toContain(appeared)

    const withRows = findSlide(({ content }) => /<TimingComparison[^>]* reveal=/.test(content))
    expect(await toldOf(page, withRows, 1)).toMatch(/[\d.]+ m?s, [\d.]+[x×] (?:faster|slower)/)

    const withSteps = findSlide(({ content }) => content.includes('{all|'))
    expect(await toldOf(page, withSteps, 1)).toMatch(/^Highlighted: \S/)

    expect(await toldOf(page, withMorph, 1)).toMatch(/\S/)
  })

  it('is told whose window is the presenter\'s by its title', async () => {
    const { page } = await newWindow()
    await open(page, `presenter/${linked.no}`)
    await until(() => page.title()).toBe(windowTitle(plainTitle(linked.title), title, true))
  })

  it('reads code that has morphed once', async () => {
    const { page } = await newWindow({ reducedMotion: 'no-preference' })
    await openSlide(page, site, withMorph.no)
    await page.keyboard.press('ArrowRight')
    await settled(page, withMorph.no, 1)
    await until(() => page.locator('.shiki-magic-move-leave-active').count()).toBe(0)
    const lines = async () => (await page.locator(`#app .slidev-page-${withMorph.no} .shiki-magic-move-container`).evaluate(element => element.textContent ?? '')).split('\n').map(line => line.trim()).filter(line => line.length > 12)
    const morphed = await lines()
    // as a window that was opened there has it
    await openSlide(page, site, withMorph.no, 1)
    expect(morphed).toEqual(await lines())
    expect(new Set(morphed).size).toBe(morphed.length)
  })

  it('finds no copy of the slide that was left', async () => {
    const { page } = await newWindow({ reducedMotion: 'no-preference' })
    await openSlide(page, site, linked.no)
    await page.keyboard.press('ArrowDown')
    await settled(page, afterLinked.no, 0)
    expect(await page.getByRole('heading', { level: 1 }).allInnerTexts()).toEqual([plainTitle(afterLinked.title)])
  })
})

describe('by keyboard alone', () => {
  it.each(['reduce', 'no-preference'] as const)('the keys go on from a link, and the focus comes along (motion: %s)', async (reducedMotion) => {
    const { page } = await newWindow({ reducedMotion })
    await openSlide(page, site, linked.no)
    await page.locator(`.slidev-page-${linked.no} a`).first().focus()
    await page.keyboard.press('ArrowRight')
    await settled(page, afterLinked.no, 0)
    await until(() => focus(page)).toMatchObject({ on: 'main', visible: true })
    await page.keyboard.press('ArrowLeft')
    await settled(page, linked.no, linked.clicks)
    await page.keyboard.press('Tab')
    await page.keyboard.press('Tab')
    await until(() => focus(page)).toMatchObject({ slide: linked.no, visible: true })
  })

  it('a click back that hides the focused link hands the focus to the slide', async () => {
    const { page } = await newWindow()
    const { no, clicks } = findSlide(({ content, clicks }) => content.includes('<LibraryColumn v-click') && clicks > 0)
    await openSlide(page, site, no, clicks)
    await page.locator(`.slidev-page-${no} a`).last().focus()
    await page.keyboard.press('ArrowLeft')
    await settled(page, no, clicks - 1)
    await until(() => focus(page)).toMatchObject({ on: 'main' })
  })

  it('a bet is placed by its number, by Tab and arrows, and after a click the keys are the deck\'s again', async () => {
    const { page } = await newWindow()
    const { no, clicks } = poll.asked
    const choices = page.locator(`.slidev-page-${no} input[type="radio"]`)
    await openSlide(page, site, no, clicks)
    await page.keyboard.press('1')
    await until(() => choices.nth(0).isChecked()).toBe(true)
    await choices.nth(0).focus()
    await page.keyboard.press('ArrowDown')
    await until(() => choices.nth(1).isChecked()).toBe(true)
    expect(await position(page)).toMatchObject({ no, clicks })
    // a clicker
    await page.keyboard.press('PageDown')
    await settled(page, no + 1, 0)
    await page.keyboard.press('PageUp')
    await settled(page, no, clicks)
    await choices.nth(0).locator('xpath=..').click()
    await until(() => choices.nth(0).isChecked()).toBe(true)
    await page.keyboard.press('ArrowRight')
    await settled(page, no + 1, 0)
  })

  it('the race is run again without losing the focus', async () => {
    const { page } = await newWindow({ reducedMotion: 'no-preference' })
    const { no, clicks } = race
    await openSlide(page, site, no, clicks)
    const again = page.getByRole('button', { name: 'Again' })
    await again.focus()
    await page.keyboard.press('Enter')
    await until(() => focus(page)).toMatchObject({ name: 'Again', visible: true, ring: true })
    await page.keyboard.press('Escape')
    await until(() => focus(page)).toMatchObject({ on: 'main' })
  })

  it('"?" and the first stop of Tab open the list of keys; meanwhile nothing else is in reach', async () => {
    const { page } = await newWindow()
    await openSlide(page, site, linked.no)
    await page.keyboard.press('Tab')
    await until(() => focus(page)).toMatchObject({ name: 'Keys and help', visible: true, ring: true })
    await page.keyboard.press('Enter')
    const dialog = page.getByRole('dialog', { name: 'Keys' })
    await dialog.waitFor()
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Tab')
    expect(await page.evaluate(() => document.activeElement === document.body || document.activeElement?.closest('dialog') !== null)).toBe(true)
    await page.keyboard.press('Escape')
    await dialog.waitFor({ state: 'hidden' })
    expect(await position(page)).toMatchObject({ no: linked.no, clicks: 0 })
    await until(() => focus(page)).toMatchObject({ name: 'Keys and help' })
    await page.keyboard.press('Escape')
    await page.keyboard.press('Shift+?')
    await dialog.waitFor()
    await page.getByRole('button', { name: 'Close' }).press('Enter')
    await dialog.waitFor({ state: 'hidden' })
    await page.keyboard.press('ArrowRight')
    await settled(page, afterLinked.no, 0)
  })

  it('each key in the list does what the list says', async () => {
    const { page } = await newWindow()
    const { no } = clicked
    const [before, after] = [neighbour(clicked, -1), neighbour(clicked, 1)]
    const goes: [string, { no: number, clicks: number }][] = [
      ['ArrowRight', { no, clicks: 2 }],
      ['Space', { no, clicks: 2 }],
      ['PageDown', { no, clicks: 2 }],
      ['ArrowLeft', { no, clicks: 0 }],
      ['Shift+Space', { no, clicks: 0 }],
      ['PageUp', { no, clicks: 0 }],
      ['ArrowDown', { no: after.no, clicks: 0 }],
      ['Shift+ArrowRight', { no: after.no, clicks: 0 }],
      ['ArrowUp', { no: before.no, clicks: before.clicks }],
      ['Shift+ArrowLeft', { no: before.no, clicks: before.clicks }],
    ]
    for (const [key, { no: to, clicks: at }] of goes) {
      await openSlide(page, site, no, 1)
      await page.keyboard.press(key)
      await until(() => position(page).then(now => `${key}: ${now?.no}`)).toBe(`${key}: ${to}`)
      if (to === no) await settled(page, to, at)
    }
    await page.keyboard.press('d')
    await until(() => page.locator('html.dark').count()).toBe(1)
    await page.keyboard.press('f')
    await until(() => page.evaluate(() => document.fullscreenElement !== null)).toBe(true)
    await page.keyboard.press('f')
    await until(() => page.evaluate(() => document.fullscreenElement)).toBe(null)
    await page.keyboard.press('g')
    await page.locator('#slidev-goto-input:focus').waitFor()
    await page.keyboard.type(String(after.no))
    await page.keyboard.press('Enter')
    await settled(page, after.no, 0)
  })

  it('the overview is a dialog: arrows, Tab and Enter lead to a slide, Escape back to where it was', async () => {
    const { page } = await newWindow()
    const [here = linked, next = linked, third = linked] = slides.slice(linked.no - 1)
    const card = ({ no, title }: typeof here) => `Slide ${no}: ${plainTitle(title)}`
    await openSlide(page, site, here.no)
    await page.keyboard.press('o')
    await until(() => focus(page)).toMatchObject({ on: 'button', name: card(here), visible: true, ring: true })
    await page.keyboard.press('ArrowRight')
    await until(() => focus(page)).toMatchObject({ name: card(next) })
    await page.keyboard.press('Tab')
    await until(() => focus(page)).toMatchObject({ name: card(third), visible: true, ring: true })
    expect(await page.locator('#page-root').evaluate(element => (element as HTMLElement).inert)).toBe(true)
    await page.keyboard.press('Enter')
    await settled(page, third.no, 0)
    await until(() => focus(page)).toMatchObject({ on: 'main' })
    await page.keyboard.press('o')
    await page.locator('[data-overview]').waitFor()
    await page.keyboard.press('Escape')
    await page.locator('[data-overview]').waitFor({ state: 'detached' })
    await page.keyboard.press('ArrowLeft')
    await settled(page, next.no, next.clicks)
  })

  it('what Slidev shows of the talk closes by Escape and gives the focus back', async () => {
    const { page } = await newWindow()
    await openSlide(page, site, linked.no)
    await page.getByRole('button', { name: 'Show info' }).focus()
    await page.keyboard.press('Enter')
    await page.locator('[data-about]').waitFor()
    await until(() => page.evaluate(() => document.activeElement?.closest('[data-about]') !== null)).toBe(true)
    await page.keyboard.press('Escape')
    await page.locator('[data-about]').waitFor({ state: 'detached' })
    await until(() => focus(page)).toMatchObject({ name: 'Show info' })
  })

  it('the presenter\'s timer and menus can be used, its notes scrolled', async () => {
    const { page } = await newWindow()
    await open(page, `presenter/${race.no}`)
    await settled(page, race.no, 0)
    await page.getByRole('button', { name: 'Start or pause the timer' }).focus()
    await page.keyboard.press('Enter')
    await until(() => page.locator('.bottom .i-carbon\\:pause').count()).toBe(1)
    await page.locator('button[aria-label="Change sync settings"]').press('Enter')
    const off = page.getByRole('radio', { name: 'Disable' })
    await off.press('Enter')
    await until(() => off.getAttribute('aria-checked')).toBe('true')
    await page.getByRole('radio', { name: 'Bidirectional Sync' }).press('Space')
    const note = page.locator('.slidev-note')
    await note.focus()
    await page.keyboard.press('ArrowDown')
    expect(await position(page)).toMatchObject({ no: race.no, clicks: 0 })
  })
})

describe('by touch', () => {
  const touch = { hasTouch: true, isMobile: true }

  it.each([PHONE, { width: 844, height: 390 }])('a swipe leads on and back at $width x $height', async (viewport) => {
    const { page } = await newWindow({ ...touch, viewport })
    await openSlide(page, site, linked.no)
    const y = 100
    await swipe(page, { x: 300, y }, { x: 200, y }, { x: 100, y })
    await settled(page, afterLinked.no, 0)
    await swipe(page, { x: 100, y }, { x: 200, y }, { x: 300, y })
    await settled(page, linked.no, 0)
  })

  it('on an upright phone the words are under the slide, as far as the clicks have come, with large buttons', async () => {
    const { page } = await newWindow({ ...touch, viewport: PHONE })
    const { no } = race
    await openSlide(page, site, no)
    const words = page.getByRole('region', { name: 'What the speaker says' })
    const slide = await page.locator('#slide-content').boundingBox()
    expect(slide?.y).toBeCloseTo(0, 0)
    expect(slide?.width).toBeCloseTo(PHONE.width, 0)
    expect(await page.locator('#page-root nav').isVisible()).toBe(false)
    const note = words.locator('div')
    const before = await note.innerText()
    expect(before).not.toMatch(/\[click\]/)
    await page.getByRole('button', { name: 'Next' }).tap()
    await settled(page, no, 1)
    const after = await note.innerText()
    expect(after.length).toBeGreaterThan(before.length)
    expect(after.startsWith(before.trim())).toBe(true)
    expect(await words.getByRole('link', { name: 'Read the talk as an article' }).getAttribute('href')).toBe(`${site.url}read/#slide-${no}`)
    for (const button of await page.locator('.under-slide button').all()) {
      const box = await button.boundingBox()
      expect(Math.min(box?.width ?? 0, box?.height ?? 0)).toBeGreaterThanOrEqual(44)
    }
    await page.getByRole('button', { name: 'Back' }).tap()
    await settled(page, no, 0)
    await page.getByRole('button', { name: /overview/ }).tap()
    await until(() => page.locator('[data-card]').count()).toBe(total)
    await page.locator('[data-overview] .inline-block:has(> .slidev-slide-container)').nth(1).tap()
    await settled(page, 2, 0)
    // turned, it is the slide alone again
    await page.setViewportSize({ width: PHONE.height, height: PHONE.width })
    await page.locator('.under-slide').waitFor({ state: 'detached' })
  })

  it('sideways a tap shows the controls, which are in nobody\'s way before', async () => {
    const { page } = await newWindow({ ...touch, viewport: { width: 844, height: 390 } })
    await openSlide(page, site, linked.no)
    const controls = page.locator('#slide-container > :has(> nav)')
    const style = () => controls.evaluate(element => `${getComputedStyle(element).opacity} ${getComputedStyle(element).pointerEvents}`)
    expect(await style()).toBe('0 none')
    await page.touchscreen.tap(400, 60)
    await until(style).toBe('1 auto')
    await page.getByRole('button', { name: 'Go to next slide' }).tap()
    await settled(page, afterLinked.no, 0)
    await page.touchscreen.tap(400, 60)
    await until(style).toBe('0 none')
  })

  it('is absent in an embedded deck, in the presenter and in print', async () => {
    const { page } = await newWindow({ ...touch, viewport: PHONE })
    for (const route of ['2?embedded', 'presenter/2']) {
      await open(page, route)
      expect(await page.locator('.under-slide').count()).toBe(0)
    }
    await page.goto(`${site.url}print?print`)
    await page.locator('.print-slide-container').nth(total - 1).waitFor()
    expect(await page.locator('.under-slide, [data-announcer], .key-help').count()).toBe(0)
  })
})

describe('seen otherwise', () => {
  it('at 200 % nothing is lost: the slide fits, the list of keys scrolls', async () => {
    // what 1280 x 720 leaves of itself at 200 %
    const { page } = await newWindow({ viewport: { width: 640, height: 360 }, deviceScaleFactor: 2 })
    await openSlide(page, site, race.no, race.clicks)
    expect(await layoutProblems(page)).toEqual([])
    await page.keyboard.press('Shift+?')
    const dialog = page.locator('dialog[open]')
    await dialog.waitFor()
    const close = dialog.getByRole('button', { name: 'Close' })
    await close.focus()
    await until(() => focus(page)).toMatchObject({ name: 'Close', visible: true })
    const { x, width } = (await dialog.boundingBox()) ?? expect.fail('no dialog')
    expect(x).toBeGreaterThanOrEqual(0)
    expect(x + width).toBeLessThanOrEqual(640)
    await close.press('Enter')
  })

  it('in forced colours bars, marks, choices and icons can still be told from the ground', async () => {
    const { page } = await newWindow({ forcedColors: 'active' })
    const differ = (selector: string) => page.locator(selector).filter({ visible: true }).evaluateAll(elements => elements.map((element) => {
      const probe = document.body.appendChild(document.createElement('i'))
      probe.style.backgroundColor = 'Canvas'
      const canvas = getComputedStyle(probe).backgroundColor
      probe.remove()
      const { backgroundColor, backgroundImage } = getComputedStyle(element)
      return backgroundImage !== 'none' || (backgroundColor !== canvas && backgroundColor !== 'rgba(0, 0, 0, 0)')
    }))
    await openSlide(page, site, race.no, race.clicks)
    for (const selector of ['.timing .bar', '.folio .here', '.folio .past']) {
      const bars = await differ(selector)
      expect(bars.length, selector).toBeGreaterThan(0)
      expect(bars, selector).not.toContain(false)
    }
    await openSlide(page, site, poll.asked.no, poll.asked.clicks)
    await page.keyboard.press('1')
    await until(() => differ('.choices input:checked + span')).toEqual([true])
    expect(await differ('.choices input:not(:checked) + span')).toEqual(poll.choices.slice(1).map(() => false))
    await controlsAreThere(page)
    const icons = await differ('#page-root nav [class*="i-carbon"]')
    expect(icons.length).toBeGreaterThan(3)
    expect(icons).not.toContain(false)
  })

  it('on a phone, with reduced motion, nothing moves', async () => {
    const { page, context } = await newWindow({ viewport: PHONE })
    const moved = await recordMotion(context)
    await openSlide(page, site, 1)
    await walk(page, 'ArrowRight', steps)
    expect(await moved(page)).toEqual([])
  })
})
