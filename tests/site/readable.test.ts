/** Text against what is really behind it, pictures included: measured on the rendered slide. */
import type { Page } from 'playwright-chromium'
import type { Rgb } from '../support/colour'
import type { Picture } from '../support/pixels'
import { describe, expect, it } from 'vitest'
import { contrast } from '../support/colour'
import { slides } from '../support/deck'
import { colourOf, texts as pairs } from '../support/pairs'
import { readPng } from '../support/pixels'
import { atCanvasSize, newWindow, openSlide, sites } from '../support/site'

/** Of every text, large or small: a bright room takes the rest. */
const NEEDED = 4.5

interface Text {
  text: string
  colour: Rgb
  /** Of the nearest box around it that has one; a picture is none. */
  background: Rgb
  box: { left: number, top: number, right: number, bottom: number }
}

/** Runs in the page: every visible line of text with its colour and place, in window pixels. */
function collectTexts(): Text[] {
  const slide = [...document.querySelectorAll('#slide-content .slidev-page')].find(page => page.checkVisibility())
  if (!slide)
    return []
  const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true })
  const toRgb = (colour: string): Rgb => {
    if (!canvas)
      return [0, 0, 0]
    canvas.fillStyle = colour
    canvas.fillRect(0, 0, 1, 1)
    const [r = 0, g = 0, b = 0] = canvas.getImageData(0, 0, 1, 1).data
    return [r, g, b]
  }
  const isBehind = (element: Element, text: Text['box']) => {
    const { left, top, right, bottom } = element.getBoundingClientRect()
    return !/^(?:rgba\(.*, 0\)|transparent)$/.test(getComputedStyle(element).backgroundColor)
      && left <= text.left + 1 && right >= text.right - 1 && top <= (text.top + text.bottom) / 2 && bottom >= (text.top + text.bottom) / 2
  }
  const texts: Text[] = []
  const walker = document.createTreeWalker(slide, NodeFilter.SHOW_TEXT)
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const element = node.parentElement
    const text = node.textContent?.trim()
    if (!element || !text || element.closest('svg, style, .visually-hidden')
      || !element.checkVisibility({ opacityProperty: true, visibilityProperty: true }))
      continue
    const range = document.createRange()
    range.selectNodeContents(node)
    for (const { left, top, right, bottom } of range.getClientRects()) {
      let box: Element | null = element
      while (box && !isBehind(box, { left, top, right, bottom })) box = box.parentElement
      texts.push({
        text: text.slice(0, 40),
        colour: toRgb(getComputedStyle(element).color),
        background: toRgb(box ? getComputedStyle(box).backgroundColor : 'white'),
        box: { left, top, right, bottom },
      })
    }
  }
  return texts
}

/** The contrast that all but a fiftieth of the ground under a text leaves to it: a line that touches one edge of a letter is no loss. */
function worstContrast({ colour, box }: Text, ground: Picture): number {
  const ratios: number[] = []
  // a line's box is higher than its letters
  const inset = (box.bottom - box.top) / 6
  for (let y = Math.max(0, Math.floor(box.top + inset)); y < Math.min(ground.height, box.bottom - inset); y++) {
    for (let x = Math.max(0, Math.floor(box.left)); x < Math.min(ground.width, box.right); x++) {
      const at = (y * ground.width + x) * 4
      ratios.push(contrast(colour, [ground.data[at] ?? 0, ground.data[at + 1] ?? 0, ground.data[at + 2] ?? 0]))
    }
  }
  ratios.sort((a, b) => a - b)
  return ratios[Math.floor(ratios.length / 50)] ?? 21
}

/** The slide as it stands, without its letters. */
async function groundOf(page: Page): Promise<Picture> {
  await page.addStyleTag({ content: '#slide-content * { color: transparent !important; text-decoration-color: transparent !important; -webkit-text-fill-color: transparent !important }' })
  return readPng(await page.screenshot())
}

/** Whether two colours are one but for rounding. */
const same = (a: Rgb, b: Rgb) => a.every((part, i) => Math.abs(part - (b[i] ?? 0)) <= 1)

describe.each(['light', 'dark'] as const)('in %s', (colorScheme) => {
  it.each(slides.flatMap(slide => [...new Set([0, slide.clicks])].map(click => ({ ...slide, click }))))('slide $no at click $click can be read on what is behind it', async ({ no, click }) => {
    const { page } = await newWindow({ ...atCanvasSize, colorScheme })
    await openSlide(page, sites.root, no, click)
    const texts = await page.evaluate(collectTexts)
    expect(texts.length).toBeGreaterThan(0)
    const unlisted = texts.filter(({ colour, background }) => !pairs.some(([text, ground]) => same(colourOf(text, colorScheme), colour) && same(colourOf(ground, colorScheme), background)))
    expect(unlisted.map(({ text, colour, background }) => `"${text}": ${colour} on ${background}`), 'pairs that tests/support/pairs.ts does not have').toEqual([])
    const ground = await groundOf(page)
    const weak = texts.map(text => ({ ...text, has: worstContrast(text, ground) })).filter(({ has }) => has < NEEDED)
    expect(weak.map(({ text, has }) => `"${text}" has ${has.toFixed(1)}`)).toEqual([])
  })
})
