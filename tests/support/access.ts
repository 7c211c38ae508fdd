import type { Page } from 'playwright-chromium'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

interface AxeNode { target: unknown[], any: { message: string }[], all: { message: string }[], none: { message: string }[] }
declare global {
  interface Window { axe?: { run: (context: Document, options: object) => Promise<{ violations: { id: string, nodes: AxeNode[] }[] }> } }
}

/** Waits for the controls, which load when the browser is idle, and for the ARIA attributes that they get a tenth of a second later. */
export async function controlsAreThere(page: Page): Promise<void> {
  await page.waitForFunction(() => !document.querySelector('#page-root, .slidev-presenter')
    || (document.querySelector('nav[aria-label] button:has(> button[inert])') && !document.querySelector('button:has(> button:not([inert]))')))
}

/** Waits for colours, rings and boxes on their way; what moves for ever is not waited for. */
async function animationsAreOver(page: Page): Promise<void> {
  await page.evaluate(() => Promise.allSettled(document.getAnimations()
    .filter(({ effect }) => effect?.getComputedTiming().endTime !== Infinity).map(animation => animation.finished)).then(() => {}))
}

/**
 * Lets axe look at the page as it is, with all its rules.
 *
 * @returns "rule: selector: message" for each violation
 */
export async function violations(page: Page): Promise<string[]> {
  await controlsAreThere(page)
  if (!await page.evaluate(() => 'axe' in window)) await page.evaluate(axe)
  // what has been put in but not painted is not yet what is seen
  await page.evaluate(async () => {
    for (let frame = 0; frame < 2; frame++) await new Promise(requestAnimationFrame)
  })
  await animationsAreOver(page)
  return page.evaluate(async () => {
    const result = await window.axe?.run(document, { resultTypes: ['violations'] })
    return (result?.violations ?? []).flatMap(({ id, nodes }) => nodes.map(({ target, any, all, none }) => {
      return `${id}: ${target.flat().join(' ')}: ${[...any, ...all, ...none][0]?.message}`
    }))
  })
}

/** Where the focus is: what it is on, and whether that can be seen and is shown as focused. */
export interface Focus {
  /** Tag, role or class, enough to tell it. */
  on: string
  name: string
  visible: boolean
  /** An outline, its own or that of the box that is drawn in its place. */
  ring: boolean
  slide: number | undefined
}

/** Asks where the focus is. */
export async function focus(page: Page): Promise<Focus> {
  // a ring that is on its way has not been seen yet
  await animationsAreOver(page)
  return page.evaluate(() => {
    const element = document.activeElement ?? document.body
    const shown = element.matches('input[type="radio"]') ? element.nextElementSibling ?? element : element
    const { outlineStyle, outlineWidth, outlineColor } = getComputedStyle(shown)
    const { left, top, right, bottom, width, height } = shown.getBoundingClientRect()
    return {
      on: element.getAttribute('role') ?? element.localName,
      name: (element.getAttribute('aria-label') ?? element.textContent ?? '').replace(/\s+/g, ' ').trim().slice(0, 60),
      visible: element !== document.body && shown.checkVisibility({ opacityProperty: true, visibilityProperty: true })
        && width > 1 && height > 1 && left < innerWidth && top < innerHeight && right > 0 && bottom > 0,
      ring: outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 1 && outlineColor !== 'rgba(0, 0, 0, 0)',
      slide: Number(element.closest('[data-slidev-no]')?.getAttribute('data-slidev-no') ?? Number.NaN) || undefined,
    }
  })
}

/**
 * Draws a finger over the page, as a touch screen does.
 *
 * @param page a page of a context with `hasTouch`
 * @param path at least two points, in CSS pixels
 */
export async function swipe(page: Page, ...path: { x: number, y: number }[]): Promise<void> {
  const session = await page.context().newCDPSession(page)
  const [first, ...rest] = path
  if (!first) return
  await session.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: [first] })
  for (const point of rest) await session.send('Input.dispatchTouchEvent', { type: 'touchMove', touchPoints: [point] })
  await session.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] })
  await session.detach()
}
