/** What happens on slides beyond their clicks: the room's guess, backgrounds that come in, charts that do not move where they must not. */
import type { Page } from 'playwright-chromium'
import type { Step } from '../support/deck'
import { describe, expect, it } from 'vitest'
import { findSlide, findSlides, slides } from '../support/deck'
import { layoutProblems } from '../support/layout'
import { poll } from '../support/poll'
import { newWindow, openSlide, settled, site, until, walk } from '../support/site'

const { asked, answered, choices, right, way } = poll
const race = findSlide(({ content }) => content.includes(' race="rounds"'))

describe('the guess', () => {
  it('that the speaker marks by key is shown beside the answer, in the presenter\'s and the audience\'s window', async () => {
    const { page: presenter, context, problems } = await newWindow()
    await presenter.goto(`${site.url}presenter/${asked.no}?clicks=${asked.clicks}`)
    await settled(presenter, asked.no, asked.clicks)
    const audience = await context.newPage()
    await openSlide(audience, site, asked.no, asked.clicks)
    const windows: [Page, string][] = [[presenter, '.grid-section.main'], [audience, '#app #slide-content']]
    const audienceIsThere = ({ no, clicks }: Step) => settled(audience, no, clicks)
    const echo = ([page, slide]: [Page, string]) => page.locator(`${slide} [data-slidev-no="${answered.no}"] .result`)

    // it may be set right, and fits whatever it was
    for (const [choice, label] of choices.entries()) {
      await presenter.keyboard.press(String(choice + 1))
      for (const [page, slide] of windows) {
        await until(() => page.locator(`${slide} [data-slidev-no="${asked.no}"] input`).evaluateAll(inputs => inputs.map(input => (input as HTMLInputElement).checked)))
          .toEqual(choices.map((_, index) => index === choice))
      }
      await walk(presenter, 'ArrowRight', way, audienceIsThere)
      // the keys are the question's alone
      await presenter.keyboard.press(String((choice + 1) % choices.length + 1))
      for (const window of windows) {
        await until(() => echo(window).innerText()).toBe(`${choice === right ? 'You saw it coming' : 'You said'}: ${label}`)
        expect(await echo(window).isVisible()).toBe(true)
      }
      expect(await layoutProblems(audience), label).toEqual([])
      await walk(presenter, 'ArrowLeft', way.toReversed(), audienceIsThere)
    }
    expect(problems).toEqual([])
  })

  it('that nobody made is not shown', async () => {
    const { page } = await newWindow()
    await openSlide(page, site, answered.no, answered.clicks)
    expect(await page.locator(`#app [data-slidev-no="${answered.no}"] .result`).allInnerTexts()).toEqual([''])
  })
})

describe('a background', () => {
  const pictured = slides.flatMap(({ no, content }) => {
    const [tag] = /<ImageBackground[^>]*>/.exec(content) ?? []
    const attribute = (name: string) => new RegExp(` ${name}="([^"]*)"`).exec(tag ?? '')?.[1]
    return tag ? [{ no, entrance: attribute('entrance') ?? 'none', click: Number(attribute('v-click') ?? 0) }] : []
  })
  const background = (page: Page, no: number) => page.locator(`#app #slide-content [data-slidev-no="${no}"] .image-background`)

  it('is on three slides at least', () => expect(pictured.length).toBeGreaterThanOrEqual(3))

  it.each(pictured)('on slide $no comes in by $entrance, at click $click', async ({ no, entrance, click }) => {
    for (const colorScheme of ['light', 'dark'] as const) {
      const { page, context } = await newWindow({ reducedMotion: 'no-preference', colorScheme })
      await context.addInitScript(() => {
        const entrances: { from: Record<string, unknown>, length: unknown }[] = []
        Object.assign(window, { entrances })
        document.addEventListener('animationstart', ({ target }) => {
          const element = target as Element
          if (!element.matches('.image-background img')) return
          for (const { effect } of element.getAnimations()) {
            const [{ opacity, transform } = {} as ComputedKeyframe] = (effect as KeyframeEffect).getKeyframes()
            entrances.push({ from: { opacity, transform }, length: effect?.getComputedTiming().duration })
          }
        })
      })
      const entered = () => page.evaluate(() => (window as unknown as { entrances: { from: Record<string, unknown>, length: number }[] }).entrances.splice(0))
      await openSlide(page, site, no - 1)
      await page.keyboard.press('ArrowDown')
      await settled(page, no, 0)
      if (click) {
        expect(await entered()).toEqual([])
        await page.keyboard.press('ArrowRight')
        await settled(page, no, click)
      }
      const seen = await entered()
      expect(seen.map(({ from }) => from)).toEqual(entrance === 'none' ? [] : [{ opacity: '0', transform: entrance === 'zoom' ? 'scale(1.6)' : undefined }])
      for (const { length } of seen) expect(length).toBeGreaterThan(200)
      const images = await background(page, no).evaluate(box => [...box.querySelectorAll('img')].filter(image => image.checkVisibility()).map(image => image.naturalWidth > 0))
      expect(images).toEqual([true])
    }
  })

  it.each(pictured)('on slide $no is there at once with reduced motion', async ({ no, click }) => {
    const { page } = await newWindow()
    await openSlide(page, site, no - 1)
    await page.keyboard.press('ArrowDown')
    await settled(page, no, 0)
    if (click) await page.keyboard.press('ArrowRight')
    await settled(page, no, click)
    expect(await background(page, no).evaluate(box => [...box.querySelectorAll('img')].map(image => getComputedStyle(image).animationName).concat(getComputedStyle(box).opacity))).toEqual(expect.arrayContaining(['none', '1']))
  })

  it.each([
    { shape: '16:9, without a seam', width: 1920, height: 1080 },
    { shape: '16:10', width: 1680, height: 1050 },
    { shape: '4:3', width: 1024, height: 768 },
    { shape: '21:9', width: 1680, height: 720 },
  ])('meets the edges of a screen of $shape', async ({ width, height }) => {
    const { page } = await newWindow({ viewport: { width, height } })
    for (const { no, click } of pictured) {
      await openSlide(page, site, no, click)
      const { left, top, right, bottom } = await background(page, no).evaluate((box) => {
        const { left, top, right, bottom } = box.getBoundingClientRect()
        return { left, top, right, bottom }
      })
      const clipped = await background(page, no).evaluate((box) => {
        for (let parent = box.parentElement; parent && parent.id !== 'slide-container'; parent = parent.parentElement) if (getComputedStyle(parent).overflow !== 'visible') return parent.className
        return ''
      })
      expect({ left, top, right, bottom, clipped }, `slide ${no}`)
        .toEqual({ left: expect.toSatisfy((x: number) => x < 0), top: expect.toSatisfy((x: number) => x < 0), right: expect.toSatisfy((x: number) => x > width), bottom: expect.toSatisfy((x: number) => x > height), clipped: '' })
    }
  })

  it('fills its page in print', async () => {
    const { page } = await newWindow()
    await page.goto(`${site.url}print?print`)
    await page.emulateMedia({ media: 'print' })
    await expect.poll(() => page.locator('.image-background').count(), { timeout: 60_000 }).toBe(pictured.length)
    const off = await page.locator('.image-background').evaluateAll(boxes => boxes.map((box) => {
      const [a, b] = [box, box.closest('.slidev-page')].map(element => element?.getBoundingClientRect())
      return Math.max(...(['left', 'top', 'right', 'bottom'] as const).map(side => Math.abs((a?.[side] ?? 0) - (b?.[side] ?? Infinity))))
    }))
    expect(Math.max(...off)).toBeLessThanOrEqual(1)
  })
})

describe('a chart', () => {
  const charts = findSlides(({ content, clicks }) => content.includes('<TimingComparison') && clicks > 0)

  it.each(charts)('on slide $no keeps its tracks where they are when a number appears', async ({ no, clicks }) => {
    const { page } = await newWindow()
    const tracks = () => page.locator(`#app [data-slidev-no="${no}"] .timing .track`).evaluateAll(tracks => tracks.map((track) => {
      const { left, right } = track.getBoundingClientRect()
      return [left, right].map(Math.round)
    }))
    await openSlide(page, site, no)
    const before = await tracks()
    for (let click = 1; click <= clicks; click++) {
      await page.keyboard.press('ArrowRight')
      await settled(page, no, click)
      expect(await tracks(), `click ${click}`).toEqual(before)
    }
  })

  it('leaves a dot for each round of a race, and the numbers agree', async () => {
    const { page } = await newWindow()
    for (const { no, clicks } of findSlides(({ content }) => /race="(?:rounds|dots)"/.test(content))) {
      await openSlide(page, site, no, clicks)
      const rows = await page.locator(`#app [data-slidev-no="${no}"] .timing .row`).evaluateAll(rows => rows.map((row) => {
        const path = row.querySelector<SVGPathElement>('svg.dots path')
        const lines = path?.getAttribute('d')?.match(/h[\d.]+/g) ?? []
        return {
          dots: lines.reduce((sum, line) => sum + Math.floor(Number(line.slice(1))) + 1, 0),
          said: Number(row.querySelector('.ratio strong')?.firstChild?.textContent?.replace(/\D/g, '')),
        }
      }))
      expect(rows.length).toBeGreaterThan(1)
      for (const { dots, said } of rows) expect(dots, `slide ${no}`).toBe(said)
    }
  })
})

describe('code that becomes other code', () => {
  it('keeps one size, and the callers\' code is the largest', async () => {
    const { page } = await newWindow()
    const { no, clicks } = findSlide(({ content }) => content.includes('md magic-move'))
    const seen = new Set<number>()
    for (let click = 0; click <= clicks; click++) {
      await openSlide(page, site, no, click)
      const sizes = await page.locator(`#app [data-slidev-no="${no}"] .slidev-code`).evaluateAll(blocks => blocks.map(block => Number.parseFloat(getComputedStyle(block).fontSize)))
      expect(sizes).toHaveLength(2)
      seen.add(sizes[0] ?? 0)
      expect(sizes[1]).toBeGreaterThan((sizes[0] ?? 0) + 4)
    }
    expect([...seen]).toHaveLength(1)
  })
})

describe('a chart with a race', () => {
  /** Lets a page count how often it asks for a frame, as what runs in real time has to. */
  async function countFrames(page: Page): Promise<() => Promise<number>> {
    await page.context().addInitScript(() => {
      let asked = 0
      const ask = requestAnimationFrame
      globalThis.requestAnimationFrame = (then) => {
        asked += 1
        return ask(then)
      }
      Object.assign(globalThis, { framesAsked: () => asked })
    })
    return () => page.evaluate(async () => {
      const { framesAsked } = globalThis as unknown as { framesAsked: () => number }
      const before = framesAsked()
      await new Promise(resolve => setTimeout(resolve, 600))
      return framesAsked() - before
    })
  }

  const copies = [
    { where: 'the overview as a page', address: 'overview', loaded: '.overview-slide-block .timing' },
    { where: 'the presenter\'s preview of what comes next', address: `presenter/${race.no}?clicks=${race.clicks - 1}`, loaded: '.grid-section.next .timing' },
    { where: 'print', address: 'print?print', loaded: '.print-slide-container .timing' },
  ]

  it.each(copies)('does not move and is complete in $where, and no timer runs', async ({ address, loaded }) => {
    const { page } = await newWindow({ reducedMotion: 'no-preference' })
    const frames = await countFrames(page)
    await page.goto(site.url + address)
    const charts = page.locator(loaded).filter({ has: page.locator('.race') })
    await charts.first().waitFor({ state: 'attached' })
    await page.waitForFunction(() => !document.querySelector('.slidev-slide-loading'))
    expect(await charts.locator('.runner').count()).toBe(0)
    for (const chart of await charts.all()) {
      const text = (await chart.textContent()) ?? ''
      expect(text).not.toContain('??????')
      expect(await chart.locator('.waiting').count()).toBe(0)
      expect(text).toMatch(/\d+ rounds|× slower/)
      expect(text).not.toContain('0.0 s')
    }
    await until(frames).toBe(0)
  })

  it('asks for frames while it is run, and for none after', async () => {
    const { page } = await newWindow({ reducedMotion: 'no-preference' })
    const frames = await countFrames(page)
    await openSlide(page, site, race.no, race.clicks - 1)
    await until(frames).toBe(0)
    await page.keyboard.press('ArrowRight')
    await page.locator('#app .runner').first().waitFor({ state: 'attached' })
    expect(await frames()).toBeGreaterThan(3)
    await page.locator('#app .runner').first().waitFor({ state: 'detached', timeout: 60_000 })
    await until(frames).toBe(0)
  })
})
