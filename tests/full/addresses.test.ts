/** Addresses that are wrong or odd: each shows a slide, from which the keys lead on and back. */
import type { Page } from 'playwright-chromium'
import { describe, expect, it } from 'vitest'
import { clicked, neighbour, slides } from '../support/deck'
import { newWindow, position, settled, site } from '../support/site'

/** Opens an address and waits until the deck is at one of its slides. */
async function open(page: Page, address: string): Promise<{ no: number, clicks: number }> {
  await page.goto(site.url + address)
  await page.waitForFunction((total) => {
    const no = globalThis.deckPosition()?.no ?? 0
    return no >= 1 && no <= total && document.querySelector('#app #slide-content .slidev-page :is(h1, h2)')
  }, slides.length)
  return await position(page) ?? expect.fail('the deck has not started')
}

it('a wrong number shows a slide', async () => {
  const { page, problems } = await newWindow()
  for (const address of [String(slides.length + 1), '999', '0', '-1', '3x', 'abc', '3000000000000000000000']) {
    const { no, clicks } = await open(page, address)
    expect(clicks, address).toBe(0)
    await settled(page, no, 0)
    // a number that is too high is the last slide's
    const isLast = no === slides.length
    await page.keyboard.press(isLast ? 'ArrowUp' : 'ArrowDown')
    await settled(page, isLast ? no - 1 : no + 1, 0)
    await page.keyboard.press(isLast ? 'ArrowDown' : 'ArrowUp')
    await settled(page, no, 0)
    if (!isLast) {
      await page.keyboard.press('ArrowRight')
      await (slides[no - 1]?.clicks ? settled(page, no, 1) : settled(page, no + 1, 0))
    }
    // the host says that there is no such page, with the deck for an answer
    expect(problems.splice(0), address).toEqual([`status 404: ${site.url}${address}`, expect.stringContaining('404 (Not Found)')])
  }
})

it('a wrong number of clicks is taken as what the slide has, and the way back is one key', async () => {
  const { page, problems } = await newWindow()
  for (const [clicks, taken] of [['999', clicked.clicks], [String(clicked.clicks + 1), clicked.clicks], ['99999999999999999999999', clicked.clicks], ['abc', 0], ['-3', 0], ['1.5', 0], ['', 0]] as const) {
    await page.goto(`${site.url}${clicked.no}?clicks=${clicks}`)
    await settled(page, clicked.no, taken)
    await page.keyboard.press('ArrowLeft')
    const before = neighbour(clicked, -1)
    await (taken > 0 ? settled(page, clicked.no, taken - 1) : settled(page, before.no, before.clicks))
    expect(problems, `?clicks=${clicks}`).toEqual([])
  }
})

it('an odd rest of an address does no harm', async () => {
  const { page, problems } = await newWindow()
  for (const rest of ['#', '#nowhere', '#%E0%A4%A', '#/7', '#"><script>', '?clicks=1&clicks=2#x', '?print=&range=9-1', '?embedded&x=%00']) {
    await page.goto('about:blank')
    await page.goto(`${site.url}${clicked.no}${rest}`)
    await page.waitForFunction(() => document.querySelector('#app .slidev-page :is(h1, h2), .print-slide-container, #print-container'))
    expect(problems, rest).toEqual([])
  }
})

describe('the slide in the HTML', () => {
  it.each(['presenter/1', 'overview', '1?clicks=1', `${clicked.no}?clicks=1`, 'no-such-page'])('is not shown at %s', async (address) => {
    const { page, context } = await newWindow()
    await context.route('**/*.js', route => route.abort())
    await page.goto(`${site.url}${address}`)
    expect(await page.locator('#first-slide:visible').count()).toBe(0)
  })
})
