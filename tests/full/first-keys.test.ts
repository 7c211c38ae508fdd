import type { Page, Route } from 'playwright-chromium'
import { expect, it } from 'vitest'
import { slides } from '../support/deck'
import { lastSlide, stepped } from '../support/first-keys'
import { newWindow, position, settled, site } from '../support/site'

/** Opens a page whose scripts wait until they are let through. */
async function withoutDeck(address = '', touch = false): Promise<{ page: Page, problems: string[], release: () => Promise<void> }> {
  const { page, context, problems } = await newWindow(touch ? { hasTouch: true, isMobile: true, viewport: { width: 844, height: 390 } } : {})
  let waiting: Route[] | undefined = []
  await context.route('**/*.js', route => waiting ? void waiting.push(route) : route.continue())
  await page.goto(site.url + address, { waitUntil: 'commit' })
  await page.waitForSelector('#first-slide:visible')
  return {
    page,
    problems,
    release: async () => {
      const routes = waiting ?? []
      waiting = undefined
      await Promise.all(routes.map(route => route.continue()))
    },
  }
}

/** What is seen before the deck has started: the slide's number, and how much of it is revealed. */
const seen = (page: Page) => page.evaluate(() => ({
  no: Number(document.querySelector<HTMLElement>('#first-slide')?.dataset.slide),
  shown: document.querySelectorAll('#first-slide .slidev-vclick-target:not(.slidev-vclick-hidden)').length,
  address: location.pathname + location.search,
}))

it('keys step through clicks and slides, and the deck goes on from there', async () => {
  const { no, clicks } = stepped
  const { page, problems, release } = await withoutDeck(String(no))
  for (let click = 1; click <= clicks; click++) {
    await page.keyboard.press('ArrowRight')
    await expect.poll(() => seen(page)).toMatchObject({ no, shown: click, address: `${site.base}${no}?clicks=${click}` })
  }
  await page.keyboard.press('ArrowRight')
  await expect.poll(() => seen(page)).toMatchObject({ no: no + 1, address: `${site.base}${no + 1}` })
  expect(await page.locator('#first-slide h1:visible').count()).toBe(1)
  await page.keyboard.press('ArrowLeft')
  await expect.poll(() => seen(page)).toMatchObject({ no, shown: clicks, address: `${site.base}${no}?clicks=${clicks}` })
  await release()
  await settled(page, no, clicks)
  // the other page's styles are gone with it
  expect(await page.evaluate(() => document.adoptedStyleSheets.filter(({ cssRules }) => [...cssRules].some(({ cssText }) => cssText.includes('first-slide'))).length)).toBe(0)
  await page.keyboard.press('ArrowRight')
  await settled(page, no + 1, 0)
  expect(problems).toEqual([])
})

it('a slide that a key has led to looks as the deck\'s own', async () => {
  const { page, release } = await withoutDeck()
  await page.keyboard.press('ArrowDown')
  await expect.poll(() => seen(page)).toMatchObject({ no: 2 })
  const box = () => page.evaluate(() => {
    const { x, y, width, height } = document.querySelector('[data-slidev-no="2"] h1')?.getBoundingClientRect() ?? new DOMRect()
    return [x, y, width, height].map(Math.round)
  })
  const before = await box()
  await release()
  await settled(page, 2, 0)
  expect(await box()).toEqual(before)
})

it('no key is lost while the deck starts, and none counts twice', async () => {
  const { page, release } = await withoutDeck()
  await release()
  const path = slides.slice(1, 13)
  for (const { no } of path) {
    await page.keyboard.press('ArrowDown')
    await expect.poll(async () => new URL(page.url()).pathname).toBe(`${site.base}${no}`)
  }
  await settled(page, path.length + 1, 0)
})

it('leads no further than the talk, and leaves modified keys to the browser', async () => {
  const { page } = await withoutDeck(String(lastSlide))
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Alt+ArrowUp')
  expect(await seen(page)).toMatchObject({ no: lastSlide, address: `${site.base}${lastSlide}` })
  await page.keyboard.press('ArrowUp')
  await expect.poll(() => seen(page)).toMatchObject({ no: lastSlide - 1 })
})

it('where a host has no page for an address, the address moves on and the deck opens there', async () => {
  const { page, release } = await withoutDeck()
  await page.context().route(`${site.url}2`, route => route.fulfill({ status: 404, body: 'none' }))
  await page.keyboard.press('ArrowDown')
  await expect.poll(() => seen(page)).toMatchObject({ address: `${site.base}2` })
  await release()
  await settled(page, 2, 0)
})

it('a swipe leads on and back', async () => {
  const { page } = await withoutDeck('2', true)
  const protocol = await page.context().newCDPSession(page)
  const swipe = async (from: number, to: number) => {
    const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', x?: number) => protocol.send('Input.dispatchTouchEvent', { type, touchPoints: x === undefined ? [] : [{ x, y: 200 }] })
    await touch('touchStart', from)
    await touch('touchMove', to)
    await touch('touchEnd')
  }
  await swipe(600, 200)
  await expect.poll(() => seen(page)).not.toMatchObject({ address: `${site.base}2` })
  await swipe(200, 600)
  await expect.poll(() => seen(page)).toMatchObject({ no: 2 })
  expect(await position(page)).toBeUndefined()
})
