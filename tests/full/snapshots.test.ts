/** What the comparison of snapshots lets pass, and what it would notice. */
import type { ElementHandle } from 'playwright-chromium'
import type { Found } from '../support/found'
import { expect, it } from 'vitest'
import { slides } from '../support/deck'
import { note } from '../support/found'
import { atCanvasSize, newWindow, openSlide, site } from '../support/site'
import { asSnapshot, differs } from '../support/snapshots'

/** What must not be lost unnoticed; single lines of text, and the folio on a picture, are less; dots are counted by story.test.ts. */
const THINGS = 'h1, img, svg:not(.dots), .grid, .life, .slidev-code, .terminal, .choices'

it('a slide passes drawn otherwise, with pixels half as large', async () => {
  const usual = await newWindow(atCanvasSize)
  const fine = await newWindow({ ...atCanvasSize, deviceScaleFactor: 2 })
  const found: Found = {}
  for (const { no, clicks } of slides) {
    for (const { page } of [usual, fine]) await openSlide(page, site, no, clicks)
    const difference = differs(asSnapshot(await fine.page.screenshot(), 2), asSnapshot(await usual.page.screenshot()))
    note(found, `slide ${no}`, difference ? [difference] : [])
  }
  expect(found).toEqual({})
})

it('a slide would not pass without any one of its headings, pictures, charts or blocks of code', async () => {
  const { page } = await newWindow(atCanvasSize)
  const found: Found = {}
  for (const { no, clicks } of slides) {
    await openSlide(page, site, no, clicks)
    const before = asSnapshot(await page.screenshot())
    // an image has no children, what is in a drawing or a chart is lost with it
    const things = await page.locator(`#app #slide-content [data-slidev-no="${no}"]`).locator(THINGS).filter({ visible: true }).elementHandles() as ElementHandle<Element>[]
    expect(things.length).toBeGreaterThan(0)
    for (const thing of things) {
      const undo = await thing.evaluateHandle((thing) => {
        // by the style object: the page's policy forbids the attribute
        const { style } = thing as HTMLElement | SVGElement
        const had = style.cssText
        // not visibility, which a child may undo
        style.setProperty('opacity', '0', 'important')
        style.setProperty('transition', 'none', 'important')
        return () => void (style.cssText = had)
      })
      if (!differs(asSnapshot(await page.screenshot()), before)) note(found, `slide ${no}`, [await thing.evaluate(thing => `is not missed: ${thing.outerHTML.slice(0, 120)}`)])
      await undo.evaluate(undo => undo())
      // what comes back is painted again first
      await expect.poll(async () => differs(asSnapshot(await page.screenshot()), before)).toBe('')
    }
  }
  expect(found).toEqual({})
})
