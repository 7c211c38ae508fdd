import type { Page } from 'playwright-chromium'
import type { Picture } from '../support/pixels'
import { describe, expect, it } from 'vitest'
import { clickMarks } from '../support/clicks'
import { slides } from '../support/deck'
import { layoutProblems } from '../support/layout'
import { difference, readPng } from '../support/pixels'
import { atCanvasSize, newWindow, openSlide, position, settled, sites } from '../support/site'

const first = { no: 1, clicks: 0 }
/** Every slide at every click, in the talk's order. */
const steps = slides.flatMap(({ no, clicks }) => Array.from({ length: clicks + 1 }, (_, click) => ({ no, clicks: click })))
/** What shows itself at a later click: by Slidev's own means (but for what such a click hides), on a life line, in a chart. */
const WAITING = '.slidev-vclick-hidden:not(.slidev-vclick-hidden-explicitly), .life li.hidden, .timing .waiting'
/** What a click must change of what is seen, as a share of the canvas: a line of code that loses its colour is more. */
const CHANGED = 0.0005

/** Goes through steps by a key, looks at each, and collects what is wrong by where it stands. */
async function walk(page: Page, key: string, path: typeof steps, look: (step: typeof first) => Promise<void>) {
  for (const [index, step] of path.entries()) {
    if (index > 0) await page.keyboard.press(key)
    await settled(page, step.no, step.clicks)
    await look(step)
  }
}

describe.each(Object.values(sites))('the deck at $base', (site) => {
  it('goes by keyboard through every slide and click, and back, without an error or an outside request', async () => {
    const { page, problems } = await newWindow()
    await openSlide(page, site, first.no)
    const found: Record<string, string[]> = {}
    const look = async ({ no, clicks }: typeof first) => {
      const new_ = problems.splice(0)
      if (new_.length) found[`slide ${no}, click ${clicks}`] = new_
    }
    await walk(page, 'ArrowRight', steps, look)
    await walk(page, 'ArrowLeft', steps.toReversed(), look)
    expect(found).toEqual({})
  })

  it('opens every slide at its last click from its address, which is the last that anything on it waits for', async () => {
    const { page, problems } = await newWindow()
    const counted = []
    for (const { no, clicks } of slides) {
      await openSlide(page, site, no, clicks)
      const { clicksTotal, lastAwaited } = await position(page) ?? {}
      const waiting = await page.locator(`#slide-content [data-slidev-no="${no}"]`).locator(WAITING).evaluateAll(elements => elements.map(element => element.outerHTML.slice(0, 90)))
      counted.push({ no, clicksTotal, lastAwaited, waiting })
    }
    expect(counted).toEqual(slides.map(({ no, clicks }) => ({ no, clicksTotal: clicks, lastAwaited: clicks, waiting: [] })))
    expect(problems).toEqual([])
  })

  it('shows the first slide where there is no such slide, and goes on from there', async () => {
    const { page, problems } = await newWindow()
    await page.goto(`${site.url}${slides.length + 1}`)
    await settled(page, 1, 0)
    await walk(page, 'ArrowRight', steps.slice(0, 5), async () => {})
    expect(problems).toEqual([])
  })

  it('shows the last click where a slide has no such click', async () => {
    const { page, problems } = await newWindow()
    const { no, clicks } = slides.find(slide => slide.clicks > 0) ?? first
    await page.goto(`${site.url}${no}?clicks=${clicks + 7}`)
    await settled(page, no, clicks)
    expect(problems).toEqual([])
  })

  it('keeps the presenter\'s and the audience\'s windows in step', async () => {
    const presenter = await newWindow()
    await presenter.page.goto(`${site.url}presenter/1`)
    await settled(presenter.page, 1, 0)
    const audience = await presenter.context.newPage()
    await openSlide(audience, site, 1)
    const path = steps.slice(0, 8)
    await walk(presenter.page, 'ArrowRight', path, ({ no, clicks }) => settled(audience, no, clicks))
    await walk(presenter.page, 'ArrowLeft', path.toReversed(), ({ no, clicks }) => settled(audience, no, clicks))
    expect(presenter.problems).toEqual([])
  })
})

describe('on the canvas', () => {
  it('nothing is cut off, overlaps or is too small to read once a race is over that was run', async () => {
    const { page } = await newWindow({ reducedMotion: 'no-preference' })
    for (const { no, clicks } of slides.filter(({ content }) => content.includes(' race="rounds"'))) {
      await openSlide(page, sites.root, no, clicks)
      const again = page.locator(`[data-slidev-no="${no}"] .race button`)
      await again.and(page.locator(':not(.running)')).waitFor()
      expect(await layoutProblems(page), `slide ${no}`).toEqual([])
    }
  })

  it.each(['light', 'dark'] as const)('nothing is cut off, overlaps or is too small to read, at any click (%s)', async (colorScheme) => {
    const { page } = await newWindow({ colorScheme })
    await openSlide(page, sites.root, 1)
    const found: Record<string, string[]> = {}
    await walk(page, 'ArrowRight', steps, async ({ no, clicks }) => {
      const problems = await layoutProblems(page)
      if (problems.length) found[`slide ${no}, click ${clicks}`] = problems
    })
    expect(found).toEqual({})
  })
})

describe('every click', () => {
  it('changes something that is seen', async () => {
    const { page } = await newWindow(atCanvasSize)
    await openSlide(page, sites.root, 1)
    let before: Picture | undefined
    const unseen: string[] = []
    await walk(page, 'ArrowRight', steps, async ({ no, clicks }) => {
      const now = readPng(await page.screenshot())
      if (clicks > 0 && before && difference(now, before, 24) < CHANGED) unseen.push(`slide ${no}, click ${clicks}`)
      before = now
    })
    expect(unseen).toEqual([])
  })
})

describe('on another screen', () => {
  it.each([{ width: 1024, height: 768 }, { width: 1920, height: 1080 }, { width: 1280, height: 720 }])('of $width x $height the slide is as large as fits, in the middle, and whole', async (viewport) => {
    const { page } = await newWindow({ viewport })
    for (const { no, clicks } of slides) {
      await openSlide(page, sites.root, no, clicks)
      const { left, top, right, bottom } = await page.locator('#slide-content').evaluate((content) => {
        const { left, top, right, bottom } = content.getBoundingClientRect()
        return { left, top, right: innerWidth - right, bottom: innerHeight - bottom }
      })
      // the canvas is 980 x 552, and Slidev rounds
      expect(Math.min(left, top, right, bottom), `slide ${no}`).toBeGreaterThanOrEqual(-1)
      expect(Math.min(left + right, top + bottom), `slide ${no}`).toBeLessThanOrEqual(2)
      expect(Math.abs(left - right) + Math.abs(top - bottom), `slide ${no}`).toBeLessThanOrEqual(2)
      await page.mouse.wheel(100, 100)
      expect(await page.evaluate(() => [scrollX, scrollY]), `slide ${no}`).toEqual([0, 0])
      expect(await layoutProblems(page), `slide ${no}`).toEqual([])
    }
  })
})

describe('the notes', () => {
  it.each(slides)('of slide $no are there, with as many [click] marks as it has clicks', ({ note, clicks }) => {
    expect(note.trim().length).toBeGreaterThan(40)
    expect(clickMarks(note)).toBe(clicks)
  })

  it('are shown to the presenter', async () => {
    const { page } = await newWindow()
    for (const { no, note } of slides) {
      await page.goto(`${sites.root.url}presenter/${no}`)
      await settled(page, no, 0)
      const words = (text: string) => text.replaceAll(/\[\[.*?\]\]|\[click(?::\d+)?\]/g, ' ').match(/\p{L}{3,}/gu) ?? []
      const shown = await page.locator('.slidev-note').first().innerText()
      expect(words(shown)).toEqual(expect.arrayContaining(words(note).slice(0, 8)))
    }
  })
})
