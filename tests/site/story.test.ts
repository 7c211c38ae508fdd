/** What happens on slides beyond their clicks: the room's guess, backgrounds that come in, charts that stand still where they must. */
import type { Page } from 'playwright-chromium'
import { describe, expect, it } from 'vitest'
import { choices } from '../../addons/stage/guess'
import { slides } from '../support/deck'
import { layoutProblems } from '../support/layout'
import { newWindow, openSlide, settled, sites } from '../support/site'

const find = (what: (slide: typeof slides[number]) => boolean) => slides.find(what) ?? expect.fail('no slide for this test')
const asked = find(({ content }) => content.includes('<GuessChoices'))
const answered = find(({ content }) => content.includes('<GuessEcho'))
const race = find(({ content }) => content.includes(' race="rounds"'))
const until = <T>(look: () => Promise<T>) => expect.poll(look, { timeout: 10_000 })

describe.each(Object.values(sites))('the guess, at $base', (site) => {
  it('that the speaker marks by key is shown beside the answer, in the presenter\'s and the audience\'s window', async () => {
    const { page: presenter, context, problems } = await newWindow()
    await presenter.goto(`${site.url}presenter/${asked.no}?clicks=${asked.clicks}`)
    await settled(presenter, asked.no, asked.clicks)
    const audience = await context.newPage()
    await openSlide(audience, site, asked.no, asked.clicks)
    const windows: [Page, string][] = [[presenter, '.grid-section.main'], [audience, '#app #slide-content']]

    await presenter.keyboard.press('2')
    for (const [page, slide] of windows) {
      await until(() => page.locator(`${slide} [data-slidev-no="${asked.no}"] input`).evaluateAll(inputs => inputs.map(input => (input as HTMLInputElement).checked)))
        .toEqual([false, true, false, false])
    }
    for (let { no, clicks } = asked; no !== answered.no || clicks < 1;) {
      await presenter.keyboard.press('ArrowRight')
      ;({ no, clicks } = no === answered.no ? { no, clicks: clicks + 1 } : { no: answered.no, clicks: 0 })
      for (const [page] of windows) await settled(page, no, clicks)
    }
    const echo = ([page, slide]: [Page, string]) => page.locator(`${slide} [data-slidev-no="${answered.no}"] .echo`)
    for (const window of windows) {
      await until(() => echo(window).innerText()).toBe(`You said: ${choices[1].label}`)
      expect(await echo(window).isVisible()).toBe(true)
    }
    // it may be set right, and fits whatever it was
    for (const [index, { key, label }] of choices.entries()) {
      await presenter.keyboard.press(String(index + 1))
      for (const window of windows) await until(() => echo(window).innerText()).toBe(`${key === 'slower' ? 'You saw it coming' : 'You said'}: ${label}`)
      expect(await layoutProblems(audience), label).toEqual([])
    }
    expect(problems).toEqual([])
  })

  it('that nobody made is not shown', async () => {
    const { page } = await newWindow()
    await openSlide(page, site, answered.no, answered.clicks)
    expect(await page.locator('#app .echo').count()).toBe(0)
  })
})

describe('a background', () => {
  const pictured = slides.flatMap(({ no, content }) => {
    const [tag] = /<ImageBackground[^>]*>/.exec(content) ?? []
    const attribute = (name: string) => new RegExp(` ${name}="([^"]*)"`).exec(tag ?? '')?.[1]
    return tag ? [{ no, entrance: attribute('entrance') ?? 'none', focus: attribute('focus') ?? 'center', opacity: attribute(':opacity') ?? '1' }] : []
  })
  const POINTS: Record<string, string> = { center: '50% 50%', left: '0% 50%', right: '100% 50%', top: '50% 0%', bottom: '50% 100%' }
  const background = (page: Page, no: number) => page.locator(`#app #slide-content [data-slidev-no="${no}"] .image-background`)

  it('is on three slides at least', () => expect(pictured.length).toBeGreaterThanOrEqual(3))

  it.each(pictured)('on slide $no comes in by $entrance, fills the slide and keeps $focus in view', async ({ no, entrance, focus, opacity }) => {
    for (const colorScheme of ['light', 'dark'] as const) {
      const { page, context } = await newWindow({ reducedMotion: 'no-preference', colorScheme })
      await context.addInitScript(() => {
        const entrances: { class: string, from: Record<string, unknown>, length: unknown }[] = []
        Object.assign(window, { entrances })
        document.addEventListener('animationstart', ({ target }) => {
          const element = target as Element
          if (!element.matches('.image-background')) return
          for (const { effect } of element.getAnimations()) {
            const { opacity, transform } = (effect as KeyframeEffect).getKeyframes()[0] ?? {}
            entrances.push({ class: element.className, from: { opacity, transform }, length: effect?.getComputedTiming().duration })
          }
        })
      })
      await openSlide(page, sites.root, no - 1)
      await page.keyboard.press('ArrowDown')
      await settled(page, no, 0)
      const entered = await page.evaluate(() => (window as unknown as { entrances: { from: Record<string, unknown>, length: number }[] }).entrances.splice(0))
      expect(entered.map(({ from }) => from)).toEqual(entrance === 'none' ? [] : [{ opacity: '0', transform: entrance === 'zoom' ? 'scale(1.6)' : undefined }])
      for (const { length } of entered) expect(length).toBeGreaterThan(200)
      const seen = await background(page, no).evaluate((box) => {
        const images = [...box.querySelectorAll('img')].filter(image => image.checkVisibility())
        const page = box.closest('.slidev-page')?.getBoundingClientRect()
        const place = box.getBoundingClientRect()
        return {
          images: images.map((image) => {
            const { opacity, objectPosition, objectFit } = getComputedStyle(image)
            return { opacity, objectPosition, objectFit, drawn: image.naturalWidth > 0 }
          }),
          opacity: getComputedStyle(box).opacity,
          transform: getComputedStyle(box).transform.replace('matrix(1, 0, 0, 1, 0, 0)', 'none'),
          off: Math.max(...(['left', 'top', 'right', 'bottom'] as const).map(side => Math.abs(place[side] - (page?.[side] ?? Infinity)))),
        }
      })
      expect(seen).toMatchObject({ images: [{ opacity, objectPosition: POINTS[focus] ?? focus, objectFit: 'cover', drawn: true }], opacity: '1', transform: 'none' })
      expect(seen.off).toBeLessThanOrEqual(1)
    }
  })

  it.each(pictured)('on slide $no is there at once with reduced motion', async ({ no }) => {
    const { page } = await newWindow()
    await openSlide(page, sites.root, no - 1)
    await page.keyboard.press('ArrowDown')
    await settled(page, no, 0)
    expect(await background(page, no).evaluate(box => [getComputedStyle(box).animationName, getComputedStyle(box).opacity])).toEqual(['none', '1'])
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

  it.each(copies)('stands still and complete in $where, and no timer runs', async ({ address, loaded }) => {
    const { page } = await newWindow({ reducedMotion: 'no-preference' })
    const frames = await countFrames(page)
    await page.goto(sites.root.url + address)
    const charts = page.locator(loaded).filter({ has: page.locator('.race') })
    await charts.first().waitFor({ state: 'attached' })
    await page.waitForFunction(() => !document.querySelector('.slidev-slide-loading'))
    expect(await charts.locator('.runner').count()).toBe(0)
    for (const chart of await charts.all()) {
      const text = (await chart.textContent()) ?? ''
      expect(text).not.toContain('??????')
      expect(await chart.locator('.waiting').count()).toBe(0)
      expect(text).toMatch(/\d+x in \d+\.\d s/)
      expect(text).not.toContain('x in 0.0 s')
    }
    await until(frames).toBe(0)
  })

  it('asks for frames while it is run, and for none after', async () => {
    const { page } = await newWindow({ reducedMotion: 'no-preference' })
    const frames = await countFrames(page)
    await openSlide(page, sites.root, race.no, race.clicks - 1)
    await until(frames).toBe(0)
    await page.keyboard.press('ArrowRight')
    await page.locator('#app .runner').first().waitFor({ state: 'attached' })
    expect(await frames()).toBeGreaterThan(3)
    await page.locator('#app .runner').first().waitFor({ state: 'detached', timeout: 60_000 })
    await until(frames).toBe(0)
  })
})
