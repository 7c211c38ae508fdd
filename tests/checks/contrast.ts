/** Text against what is really behind it, pictures included: measured on the rendered slide. */
import type { Page } from 'playwright-chromium'
import type { Rgb } from '../support/colour'
import type { Picture } from '../support/pixels'
import type { Check } from './check'
import { contrast } from '../support/colour'
import { colourOf, texts as pairs } from '../support/pairs'
import { readPng } from '../support/pixels'

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
  const slide = [...document.querySelectorAll('#app #slide-content .slidev-page')].find(page => page.checkVisibility())
  const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true })
  if (!slide || !canvas) return []
  const toRgb = (colour: string): Rgb => {
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
    if (!element || !text || element.closest('svg, style, .sr-only') || !element.checkVisibility({ opacityProperty: true, visibilityProperty: true })) continue
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
  // many pixels of a ground have one colour
  const known = new Map<number, number>()
  // a line's box is higher than its letters
  const inset = (box.bottom - box.top) / 6
  for (let y = Math.max(0, Math.floor(box.top + inset)); y < Math.min(ground.height, box.bottom - inset); y++) {
    for (let x = Math.max(0, Math.floor(box.left)); x < Math.min(ground.width, box.right); x++) {
      const at = (y * ground.width + x) * 4
      const [r = 0, g = 0, b = 0] = ground.data.subarray(at, at + 3)
      const key = (r << 16) | (g << 8) | b
      const ratio = known.get(key) ?? contrast(colour, [r, g, b])
      known.set(key, ratio)
      ratios.push(ratio)
    }
  }
  ratios.sort((a, b) => a - b)
  return ratios[Math.floor(ratios.length / 50)] ?? 21
}

/** The slide as it is, without its letters. */
async function groundOf(page: Page): Promise<Picture> {
  // a constructed style sheet, which the deck's policy lets in
  await page.evaluate(() => {
    const sheet = new CSSStyleSheet()
    sheet.replaceSync('#slide-content * { color: transparent !important; text-decoration-color: transparent !important; -webkit-text-fill-color: transparent !important }')
    document.adoptedStyleSheets.push(sheet)
  })
  const ground = readPng(await page.screenshot())
  await page.evaluate(() => {
    document.adoptedStyleSheets.pop()
  })
  return ground
}

/** Whether two colours are one but for rounding. */
const same = (a: Rgb, b: Rgb) => a.every((part, i) => Math.abs(part - (b[i] ?? 0)) <= 1)

export const readableText: Check = {
  holds: 'every text can be read on what is behind it, in colours of the list',
  run: async ({ page, scheme }) => {
    const texts = await page.evaluate(collectTexts)
    if (!texts.length) return ['no text was found']
    const unlisted = texts.filter(({ colour, background }) => !pairs.some(([text, ground]) => same(colourOf(text, scheme), colour) && same(colourOf(ground, scheme), background)))
    const ground = await groundOf(page)
    const weak = texts.map(text => ({ ...text, has: worstContrast(text, ground) })).filter(({ has }) => has < NEEDED)
    return [
      ...unlisted.map(({ text, colour, background }) => `"${text}": ${colour} on ${background} is a pair that tests/support/pairs.ts does not have`),
      ...weak.map(({ text, has }) => `"${text}" has a contrast of ${has.toFixed(1)}`),
    ]
  },
}
