import type { Page } from 'playwright-chromium'
import type { Exception } from '../support/access'
import { existsSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { plainTitle, windowTitle } from '../../addons/access/ui/title'
import { controlsAreThere, focus, swipe, violations } from '../support/access'
import { exportFilename, lang, slides, title } from '../support/deck'
import { layoutProblems } from '../support/layout'
import { readPdf } from '../support/pdf'
import { newWindow, openSlide, position, settled, sites } from '../support/site'

/** What in Slidev's own chrome axe may find, since it can't be mended from outside. Nothing, today. */
const BEYOND: readonly Exception[] = []

const site = sites.root
const total = slides.length
const PHONE = { width: 390, height: 844 }
const find = (what: (slide: typeof slides[number]) => boolean) => slides.find(what) ?? expect.fail('no slide for this test')
const withLink = find(({ no, clicks, content }) => no < total && clicks === 0 && content.includes('href="https://'))
const withChoices = find(({ content }) => content.includes('<GuessChoices'))
const withRace = find(({ content }) => content.includes(' race="rounds"'))
const withMorph = find(({ content }) => content.includes('magic-move'))

async function open(page: Page, route: string): Promise<void> {
  await page.goto(site.url + route)
  await page.waitForFunction(() => document.querySelector('h1') && document.fonts.status === 'loaded' && !document.querySelector('.slidev-slide-loading'))
}

/** Waits for a state instead of for a time. */
const until = <T>(look: () => Promise<T>) => expect.poll(look, { timeout: 10_000 })

describe.each(['light', 'dark'] as const)('axe (%s)', (colorScheme) => {
  it('finds nothing on any slide at its last click', async () => {
    const { page } = await newWindow({ colorScheme })
    const found: Record<string, string[]> = {}
    for (const { no, clicks } of slides) {
      await openSlide(page, site, no, clicks)
      const problems = await violations(page, BEYOND)
      if (problems.length) found[`slide ${no}`] = problems
    }
    expect(found).toEqual({})
  })

  it('finds nothing on the presenter, its menus open, and the notes', async () => {
    const { page } = await newWindow({ colorScheme })
    for (const { no, clicks } of [withRace, withMorph, withChoices]) {
      await open(page, `presenter/${no}?clicks=${Math.max(0, clicks - 1)}`)
      await settled(page, no, Math.max(0, clicks - 1))
      expect(await violations(page, BEYOND)).toEqual([])
    }
    for (const menu of ['Change sync settings', 'More Options']) {
      await page.locator(`button[aria-label="${menu}"]`).click()
      await page.locator('[data-menu]').waitFor()
      await until(() => page.locator(`button[aria-label="${menu}"]`).getAttribute('aria-expanded')).toBe('true')
      expect(await violations(page, BEYOND)).toEqual([])
      await page.locator(`button[aria-label="${menu}"]`).click()
    }
    await page.goto(`${site.url}notes`)
    await page.locator('.slidev-note').waitFor()
    expect(await violations(page, BEYOND)).toEqual([])
  })

  it('finds nothing on the overview as a page', async () => {
    const { page } = await newWindow({ colorScheme })
    await open(page, 'overview')
    await page.locator('.overview-slide-block h1').nth(total - 1).waitFor({ state: 'attached' })
    expect(await violations(page, BEYOND)).toEqual([])
  })

  it('finds nothing on what opens over a slide: keys, overview, search, about', async () => {
    const { page } = await newWindow({ colorScheme })
    await openSlide(page, site, withLink.no)
    await page.keyboard.press('Shift+?')
    await page.locator('dialog[open]').waitFor()
    expect(await violations(page, BEYOND)).toEqual([])
    await page.keyboard.press('Escape')

    await page.keyboard.press('o')
    await until(() => page.locator('[data-card]').count()).toBe(total)
    expect(await violations(page, BEYOND)).toEqual([])
    await page.keyboard.press('Escape')
    await page.locator('[data-overview]').waitFor({ state: 'detached' })

    await page.keyboard.press('g')
    await page.locator('#slidev-goto-input').fill('a')
    await page.locator('#slidev-goto-dialog li').first().waitFor()
    await until(() => page.locator('#slidev-goto-dialog li[role="option"]').count()).toBeGreaterThan(1)
    await until(() => page.locator('#slidev-goto-input').getAttribute('aria-activedescendant')).toBe('slide-found-0')
    await page.evaluate(() => Promise.all(document.getAnimations().map(animation => animation.finished)))
    expect(await violations(page, BEYOND)).toEqual([])
    await page.keyboard.press('Escape')

    await page.getByRole('button', { name: 'Show info' }).focus()
    await page.keyboard.press('Enter')
    await page.locator('[data-about]').waitFor()
    expect(await violations(page, BEYOND)).toEqual([])
  })

  it('finds nothing on an upright phone', async () => {
    const { page } = await newWindow({ colorScheme, viewport: PHONE, hasTouch: true, isMobile: true })
    for (const { no, clicks } of [withLink, withRace]) {
      await openSlide(page, site, no, clicks)
      await page.locator('.under-slide').waitFor()
      expect(await violations(page, BEYOND)).toEqual([])
    }
  })

  it.runIf(existsSync(path.join(site.folder, 'read/index.html')))('finds nothing on the reading page', async () => {
    const { page } = await newWindow({ colorScheme })
    await page.goto(`${site.url}read/`)
    expect(await violations(page)).toEqual([])
  })
})

describe('a screen reader', () => {
  it('is told the slide and what each click reveals, and reads nothing before its click', async () => {
    const { page } = await newWindow()
    await openSlide(page, site, 1)
    const announced = () => page.locator('[data-announcer]').textContent().then(text => text ?? '')
    const reading = () => page.locator('#app [role="main"]').innerText()
    let told = ''
    for (const { no, clicks, title: markdown } of slides) {
      for (let click = 0; click <= clicks; click++) {
        if (no === 1 && click === 0) {
          // the first slide has its title; what it waits for is what has been read once
          await page.waitForFunction(() => document.querySelector('[data-announcer]'))
          await page.evaluate(() => new Promise(resolve => setTimeout(resolve, 300)))
          continue
        }
        const before = await page.locator('#app #slideshow').ariaSnapshot()
        await page.keyboard.press('ArrowRight')
        await settled(page, no, click)
        await until(announced).not.toBe(told)
        told = await announced()
        if (click === 0) {
          expect(told).toBe(`Slide ${no} of ${total}: ${plainTitle(markdown)}`)
        } else {
          expect(told.length, `slide ${no}, click ${click}`).toBeGreaterThan(3)
          // a figure or a line that a click reveals is nowhere to be read before it
          const figure = /\d[\d.]* m?s\b/.exec(told)?.[0]
          if (figure && !told.startsWith('Fair') && !told.startsWith('Real')) expect(before, `slide ${no}, click ${click}`).not.toContain(figure)
        }
      }
      expect(await reading()).toBeTruthy()
    }
  })

  it('is told the words of what appears, of a table\'s row and of code that is pointed at', async () => {
    const { page } = await newWindow()
    const after = async (no: number, clicks: number) => {
      await openSlide(page, site, no, clicks - 1)
      await page.evaluate(() => new Promise(resolve => setTimeout(resolve, 300)))
      await page.keyboard.press('ArrowRight')
      await settled(page, no, clicks)
      await until(() => page.locator('[data-announcer]').textContent()).not.toBe('')
      return page.locator('[data-announcer]').textContent()
    }
    expect(await after(1, 1)).toContain('A Match Made in Heaven')
    const climb = find(({ content }) => content.includes('reveal="class'))
    expect(await after(climb.no, 1)).toMatch(/6\.29 ms, 46\.6× faster/)
    const code = find(({ content }) => content.includes('{all|'))
    expect(await after(code.no, 1)).toMatch(/^Highlighted: \S/)
    expect(await after(withMorph.no, 1)).toContain('import find_close_polygons')
  })

  it('finds on every slide one heading of the first level, one main part, the language and the slide\'s name in the title', async () => {
    const { page } = await newWindow()
    for (const { no, clicks, title: markdown } of slides) {
      await openSlide(page, site, no, clicks)
      const found = {
        headings: await page.getByRole('heading', { level: 1 }).count(),
        mains: await page.getByRole('main').count(),
        lang: await page.locator('html').getAttribute('lang'),
        title: await page.title(),
      }
      expect(found, `slide ${no}`).toEqual({ headings: 1, mains: 1, lang, title: windowTitle(plainTitle(markdown), title) })
    }
    await open(page, `presenter/${withLink.no}`)
    await until(() => page.title()).toBe(windowTitle(plainTitle(withLink.title), title, true))
  })

  it('reads code that has morphed once', async () => {
    const { page } = await newWindow({ reducedMotion: 'no-preference' })
    await openSlide(page, site, withMorph.no)
    await page.keyboard.press('ArrowRight')
    await settled(page, withMorph.no, 1)
    await until(() => page.locator('.shiki-magic-move-leave-active').count()).toBe(0)
    const code = await page.locator(`.slidev-page-${withMorph.no} .shiki-magic-move-container`).evaluate(element => element.textContent ?? '')
    expect(code.match(/class Polygon/g)).toHaveLength(1)
    expect(code).not.toContain('def find_close_polygons')
  })

  it('finds no copy of the slide that was left', async () => {
    const { page } = await newWindow({ reducedMotion: 'no-preference' })
    await openSlide(page, site, withLink.no)
    await page.keyboard.press('ArrowDown')
    await settled(page, withLink.no + 1, 0)
    expect(await page.getByRole('heading', { level: 1 }).allInnerTexts()).toEqual([plainTitle(slides[withLink.no]?.title)])
  })
})

describe('the PDF', () => {
  it('has each chart\'s numbers as the alternative of its picture', async () => {
    const { pages } = await readPdf(path.join(site.folder, `${exportFilename}.pdf`))
    const charts = slides.filter(({ content }) => content.includes('<TimingComparison'))
    expect(charts.length).toBeGreaterThan(2)
    for (const { no } of charts) {
      const alts = pages[no - 1]?.tags.flatMap(({ alt }) => alt ?? []) ?? []
      expect(alts.filter(alt => /: [\d.]+ m?s, .*baseline/.test(alt)), `slide ${no}: ${alts.join(' | ')}`).toHaveLength(1)
    }
  })
})

describe('by keyboard alone', () => {
  it('Tab comes to all that can be used on every slide, seen and with a ring', async () => {
    const { page } = await newWindow()
    const found: Record<string, string> = {}
    for (const { no, clicks } of slides) {
      await openSlide(page, site, no, clicks)
      const usable = await page.locator(`.slidev-page-${no} a, .slidev-page-${no} button`).filter({ visible: true }).count()
      let met = 0
      await controlsAreThere(page)
      await page.keyboard.press('Tab')
      // the controls come after the slide
      for (let now = await focus(page); now.name !== 'Enter fullscreen'; now = await focus(page)) {
        if (met > 40) expect.fail(`slide ${no}: Tab does not come to the controls`)
        if (!now.visible || !now.ring) found[`slide ${no}, ${now.on} ${now.name}`] = JSON.stringify(now)
        if (now.slide && now.on !== 'input') met++
        await page.keyboard.press('Tab')
      }
      if (met !== usable) found[`slide ${no}`] = `${met} of ${usable} reached`
      await until(() => focus(page)).toMatchObject({ visible: true, ring: true })
    }
    expect(found).toEqual({})
  })

  it.each(['reduce', 'no-preference'] as const)('the keys go on from a link, and the focus comes along (motion: %s)', async (reducedMotion) => {
    const { page } = await newWindow({ reducedMotion })
    await openSlide(page, site, withLink.no)
    await page.locator(`.slidev-page-${withLink.no} a`).first().focus()
    await page.keyboard.press('ArrowRight')
    await settled(page, withLink.no + 1, 0)
    expect(await focus(page)).toMatchObject({ on: 'main', visible: true })
    await page.keyboard.press('ArrowLeft')
    await settled(page, withLink.no, withLink.clicks)
    await page.keyboard.press('Tab')
    await page.keyboard.press('Tab')
    expect(await focus(page)).toMatchObject({ slide: withLink.no, visible: true })
  })

  it('a click back that hides the focused link hands the focus to the slide', async () => {
    const { page } = await newWindow()
    const { no, clicks } = find(({ content, clicks }) => content.includes('<LibraryColumn v-click') && clicks > 0)
    await openSlide(page, site, no, clicks)
    await page.locator(`.slidev-page-${no} a`).last().focus()
    await page.keyboard.press('ArrowLeft')
    await settled(page, no, clicks - 1)
    await until(() => focus(page)).toMatchObject({ on: 'main' })
  })

  it('a bet is placed by its number, by Tab and arrows, and after a click the keys are the deck\'s again', async () => {
    const { page } = await newWindow()
    const { no, clicks } = withChoices
    const choices = page.locator(`.slidev-page-${no} input[type="radio"]`)
    await openSlide(page, site, no, clicks)
    await page.keyboard.press('2')
    await until(() => choices.nth(1).isChecked()).toBe(true)
    await choices.nth(1).focus()
    await page.keyboard.press('ArrowDown')
    await until(() => choices.nth(2).isChecked()).toBe(true)
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
    const { no, clicks } = withRace
    await openSlide(page, site, no, clicks)
    const again = page.getByRole('button', { name: 'Again' })
    await again.focus()
    await page.keyboard.press('Enter')
    expect(await focus(page)).toMatchObject({ name: 'Again', visible: true, ring: true })
    await page.keyboard.press('Escape')
    expect(await focus(page)).toMatchObject({ on: 'main' })
  })

  it('"?" and the first stop of Tab open the list of keys; meanwhile nothing else is in reach', async () => {
    const { page } = await newWindow()
    await openSlide(page, site, withLink.no)
    await page.keyboard.press('Tab')
    expect(await focus(page)).toMatchObject({ name: 'Keys and help', visible: true, ring: true })
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
    expect(await position(page)).toMatchObject({ no: withLink.no, clicks: 0 })
    expect(await focus(page)).toMatchObject({ name: 'Keys and help' })
    await page.keyboard.press('Escape')
    await page.keyboard.press('Shift+?')
    await dialog.waitFor()
    await page.getByRole('button', { name: 'Close' }).press('Enter')
    await dialog.waitFor({ state: 'hidden' })
    await page.keyboard.press('ArrowRight')
    await settled(page, withLink.no + 1, 0)
  })

  it('each key in the list does what the list says', async () => {
    const { page } = await newWindow()
    const { no, clicks } = find(({ no, clicks }) => no > 1 && no < total && clicks > 1)
    const goes: [string, { no: number, clicks: number }][] = [
      ['ArrowRight', { no, clicks: 2 }],
      ['Space', { no, clicks: 2 }],
      ['PageDown', { no, clicks: 2 }],
      ['ArrowLeft', { no, clicks: 0 }],
      ['Shift+Space', { no, clicks: 0 }],
      ['PageUp', { no, clicks: 0 }],
      ['ArrowDown', { no: no + 1, clicks: 0 }],
      ['Shift+ArrowRight', { no: no + 1, clicks: 0 }],
      ['ArrowUp', { no: no - 1, clicks: slides[no - 2]?.clicks ?? 0 }],
      ['Shift+ArrowLeft', { no: no - 1, clicks: slides[no - 2]?.clicks ?? 0 }],
    ]
    expect(clicks).toBeGreaterThan(1)
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
    await page.keyboard.type('4')
    await page.keyboard.press('Enter')
    await settled(page, 4, 0)
  })

  it('the overview is a dialog: arrows, Tab and Enter lead to a slide, Escape back to where it was', async () => {
    const { page } = await newWindow()
    await openSlide(page, site, 4)
    await page.keyboard.press('o')
    await until(() => focus(page)).toMatchObject({ on: 'button', name: `Slide 4: ${slides[3]?.title}`, visible: true, ring: true })
    await page.keyboard.press('ArrowRight')
    await until(() => focus(page)).toMatchObject({ name: `Slide 5: ${slides[4]?.title}` })
    await page.keyboard.press('Tab')
    await until(() => focus(page)).toMatchObject({ name: `Slide 6: ${slides[5]?.title}`, visible: true, ring: true })
    expect(await page.locator('#page-root').evaluate(element => (element as HTMLElement).inert)).toBe(true)
    await page.keyboard.press('Enter')
    await settled(page, 6, 0)
    expect(await focus(page)).toMatchObject({ on: 'main' })
    await page.keyboard.press('o')
    await page.locator('[data-overview]').waitFor()
    await page.keyboard.press('Escape')
    await page.locator('[data-overview]').waitFor({ state: 'detached' })
    await page.keyboard.press('ArrowRight')
    await settled(page, 6, 1)
  })

  it('what Slidev shows of the talk closes by Escape and gives the focus back', async () => {
    const { page } = await newWindow()
    await openSlide(page, site, 4)
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
    await open(page, `presenter/${withRace.no}`)
    await settled(page, withRace.no, 0)
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
    expect(await position(page)).toMatchObject({ no: withRace.no, clicks: 0 })
  })
})

describe('by touch', () => {
  const touch = { hasTouch: true, isMobile: true }

  it.each([PHONE, { width: 844, height: 390 }])('a swipe leads on and back at $width x $height', async (viewport) => {
    const { page } = await newWindow({ ...touch, viewport })
    await openSlide(page, site, 2)
    const y = 100
    await swipe(page, { x: 300, y }, { x: 200, y }, { x: 100, y })
    await settled(page, 3, 0)
    await swipe(page, { x: 100, y }, { x: 200, y }, { x: 300, y })
    await settled(page, 2, 0)
  })

  it('on an upright phone the words stand under the slide, as far as the clicks have come, with large buttons', async () => {
    const { page } = await newWindow({ ...touch, viewport: PHONE })
    const { no } = withRace
    await openSlide(page, site, no)
    const words = page.getByRole('region', { name: 'What the speaker says' })
    const slide = await page.locator('#slide-content').boundingBox()
    expect(slide?.y).toBeCloseTo(0, 0)
    expect(slide?.width).toBeCloseTo(PHONE.width, 0)
    expect(await page.locator('#page-root nav').isVisible()).toBe(false)
    const note = words.locator('div')
    const before = await note.innerText()
    expect(before).not.toMatch(/\d:\d\d|\[click\]/)
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
    await openSlide(page, site, 2)
    const controls = page.locator('#slide-container > :has(> nav)')
    const style = () => controls.evaluate(element => `${getComputedStyle(element).opacity} ${getComputedStyle(element).pointerEvents}`)
    expect(await style()).toBe('0 none')
    await page.touchscreen.tap(400, 60)
    await until(style).toBe('1 auto')
    await page.getByRole('button', { name: 'Go to next slide' }).tap()
    await settled(page, 3, 0)
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
    await openSlide(page, site, withRace.no, withRace.clicks)
    expect(await layoutProblems(page)).toEqual([])
    await page.keyboard.press('Shift+?')
    const dialog = page.locator('dialog[open]')
    await dialog.waitFor()
    const close = dialog.getByRole('button', { name: 'Close' })
    await close.focus()
    expect(await focus(page)).toMatchObject({ name: 'Close', visible: true })
    const { x, width } = (await dialog.boundingBox()) ?? expect.fail('no dialog')
    expect(x).toBeGreaterThanOrEqual(0)
    expect(x + width).toBeLessThanOrEqual(640)
    await close.press('Enter')
  })

  it('with text twice as large no slide loses a word', async () => {
    const { page } = await newWindow()
    const found: Record<string, string[]> = {}
    for (const { no, clicks } of slides) {
      await openSlide(page, site, no, clicks)
      await page.evaluate(() => document.documentElement.style.setProperty('font-size', '200%'))
      const problems = await layoutProblems(page)
      if (problems.length) found[`slide ${no}`] = problems
    }
    expect(found).toEqual({})
  })

  it('in forced colours bars, marks, choices and icons still stand out', async () => {
    const { page } = await newWindow({ forcedColors: 'active' })
    const differ = (selector: string) => page.locator(selector).filter({ visible: true }).evaluateAll(elements => elements.map((element) => {
      const probe = document.body.appendChild(document.createElement('i'))
      probe.style.backgroundColor = 'Canvas'
      const canvas = getComputedStyle(probe).backgroundColor
      probe.remove()
      const { backgroundColor, backgroundImage } = getComputedStyle(element)
      return backgroundImage !== 'none' || (backgroundColor !== canvas && backgroundColor !== 'rgba(0, 0, 0, 0)')
    }))
    await openSlide(page, site, withRace.no, withRace.clicks)
    for (const selector of ['.timing .bar', '.folio .here', '.folio .past']) {
      const bars = await differ(selector)
      expect(bars.length, selector).toBeGreaterThan(0)
      expect(bars, selector).not.toContain(false)
    }
    await openSlide(page, site, withChoices.no, withChoices.clicks)
    await page.keyboard.press('1')
    await until(() => differ('.choices input:checked + span')).toEqual([true])
    expect(await differ('.choices input:not(:checked) + span')).toEqual([false, false, false])
    const icons = await differ('#page-root nav [class*="i-carbon"]')
    expect(icons.length).toBeGreaterThan(3)
    expect(icons).not.toContain(false)
  })

  it.each([{ width: 1280, height: 720 }, PHONE])('with reduced motion nothing moves, whatever the key, at $width x $height', async (viewport) => {
    const { page, context } = await newWindow({ viewport })
    await context.addInitScript(() => {
      const moved: string[] = []
      Object.assign(window, { moved })
      const look = (animations: readonly Animation[]) => {
        for (const { effect } of animations) {
          const { duration, delay } = effect?.getComputedTiming() ?? {}
          const target = effect instanceof KeyframeEffect ? effect.target?.className : undefined
          if (Number(duration) + Number(delay) > 20) moved.push(`${target}: ${duration} ms`)
        }
      }
      for (const kind of ['transitionrun', 'animationstart'] as const) {
        document.addEventListener(kind, ({ target }) => look((target as Element).getAnimations()))
      }
      // also those that scripts start, and scrolling, of which no event tells whether it was smooth
      const animate = Element.prototype.animate
      Element.prototype.animate = function (...how) {
        const animation = animate.apply(this, how)
        look([animation])
        return animation
      }
      for (const name of ['scroll', 'scrollTo', 'scrollBy', 'scrollIntoView'] as const) {
        for (const object of [Element.prototype, window] as unknown as Record<string, (...how: unknown[]) => void>[]) {
          const scroll = object[name]
          if (!scroll) continue
          object[name] = function (...how) {
            const asked = (how[0] as ScrollOptions | undefined)?.behavior ?? 'auto'
            const style = this instanceof Element ? getComputedStyle(this).scrollBehavior : 'auto'
            if (asked === 'smooth' || (asked === 'auto' && style === 'smooth')) moved.push(`${name} smoothly`)
            scroll.apply(this, how)
          }
        }
      }
    })
    await openSlide(page, site, 1)
    for (const { no, clicks } of slides) {
      for (let click = no === 1 ? 1 : 0; click <= clicks; click++) {
        await page.keyboard.press('ArrowRight')
        await settled(page, no, click)
      }
    }
    expect(await page.evaluate(() => [...new Set((window as unknown as { moved: string[] }).moved)])).toEqual([])
  })
})
