/** The day of the talk: the stage server with the built deck, the speaker's windows, phones in the room, and a stranger. */
import type { Locator, Page } from 'playwright-chromium'
import path from 'node:path'
import process from 'node:process'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { ROOT } from '../../addons/hosted/commands/slidev'
import { pollTheme, readStyles } from '../../addons/stage/server/theme'
import { serveStage } from '../../addons/stage/server/serve'
import { buildVotePage } from '../../addons/stage/server/vote-page'
import { freePort, withServer } from '../bench/server'
import { until as untilTrue } from '../engines/engine'
import { engines, startEngine } from '../engines/start'
import { violations } from '../support/access'
import { alone } from '../support/alone'
import { layoutProblems } from '../support/layout'
import { poll } from '../support/poll'
import { newWindow, openSlide, settled, site, until, walk } from '../support/site'

const { asked, answered, choices, right, wrong, way } = poll
const votePage = buildVotePage(pollTheme(readStyles('.')))

let serving: Awaited<ReturnType<typeof serveStage>>
const serve = (port = 0, token?: string) => serveStage({ folder: site.folder, port, votePage: () => votePage, token, address: 'localhost' })
/** Where the deck is, on this machine. */
const deck = () => ({ ...site, url: `http://localhost:${serving.port}${serving.base}` })

/** What comes through a proxy is a stranger's, as what comes from another machine is. */
const elsewhere = { extraHTTPHeaders: { 'X-Forwarded-For': '192.0.2.1' } }

async function newPhone(options: Parameters<typeof newWindow>[0] = {}): Promise<{ phone: Page, problems: string[] }> {
  const { page: phone, problems } = await newWindow({ viewport: { width: 393, height: 852 }, hasTouch: true, ...elsewhere, ...options })
  await phone.goto(`${deck().url}vote`)
  return { phone, problems }
}

async function vote(phone: Page, choice: number): Promise<void> {
  await phone.locator('button').nth(choice).tap()
  await until(() => phone.locator('#status').innerText()).toContain('Your answer is in.')
}

const marks = (phone: Page) => phone.locator('button').evaluateAll(buttons => buttons.map(button => button.getAttribute('aria-pressed')))
/** The marks of a phone that has chosen. */
const chosen = (choice?: number) => choices.map((_, index) => String(index === choice))
/** What a vote's split says in words, where some answers were given. */
const splitOf = (...given: number[]) => choices.map((label, choice) => `${label} ${given.filter(answer => answer === choice).length}`).join(' ')
const words = async (element: Locator) => (await element.innerText()).replaceAll(/\s+/g, ' ').trim()

async function reset(): Promise<void> {
  await fetch(`${deck().url}vote/control`, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ kind: 'reset', poll: poll.id }) })
}

beforeAll(async () => {
  serving = await serve()
})
beforeEach(reset)
afterAll(() => serving.close())

describe('the room votes', () => {
  it('by phone: the count grows on the slide, the split is shown with the answer, and phones are told', async () => {
    const { page: audience, context, problems } = await newWindow({ viewport: { width: 980, height: 552 } })
    await openSlide(audience, deck(), asked.no, asked.clicks)
    const code = audience.locator('#slide-content .join svg')
    await code.waitFor()
    expect(await code.getAttribute('aria-label')).toBe(`QR code that leads to the vote: ${deck().url}vote`)
    expect(await layoutProblems(audience)).toEqual([])
    const presenter = await context.newPage()
    await presenter.goto(`${deck().url}presenter/${asked.no}?clicks=${asked.clicks}`)
    await settled(presenter, asked.no, asked.clicks)

    const phones = [await newPhone(), await newPhone({ colorScheme: 'dark' })]
    const [one, two] = phones.map(({ phone }) => phone) as [Page, Page]
    const count = () => audience.locator('#slide-content .join strong').innerText()
    await vote(one, right)
    await until(count).toBe('1')
    await vote(two, right)
    await until(count).toBe('2')
    await vote(two, wrong)
    expect(await marks(two)).toEqual(chosen(wrong))
    const desk = presenter.getByRole('region', { name: 'The room\'s vote' })
    await until(() => words(desk)).toContain(`2 answered, open ${splitOf(right, wrong)}`)

    // a phone that comes back knows its answer
    await two.reload()
    await until(() => marks(two)).toEqual(chosen(wrong))
    await presenter.keyboard.press('c')
    await until(() => two.locator('#status').innerText()).toBe('The vote is closed.')
    expect(await two.locator('button').first().isDisabled()).toBe(true)
    await presenter.keyboard.press('c')
    await until(() => two.locator('button').first().isEnabled()).toBe(true)

    const result = audience.locator(`#slide-content [data-slidev-no="${answered.no}"] .result`)
    const isShown = () => result.evaluateAll(results => results.some(result => result.checkVisibility({ opacityProperty: true, visibilityProperty: true })))
    await walk(presenter, 'ArrowRight', way, async ({ no, clicks }) => {
      await settled(audience, no, clicks)
      if (!await isShown()) expect(await one.locator('#outcome').innerText()).toBe('')
    })
    for (const phone of [one, two]) await until(() => phone.locator('#outcome').innerText()).toBe([poll.text, '1 of 2 saw it coming'].filter(Boolean).join(': '))
    await until(() => words(result)).toBe(`1 of 2 saw it coming ${splitOf(right, wrong)}`)
    expect(await layoutProblems(audience)).toEqual([])

    await presenter.keyboard.press('r')
    await presenter.keyboard.press('r')
    await until(() => marks(one)).toEqual(chosen())
    expect([...problems, ...phones.flatMap(({ problems }) => problems)]).toEqual([])
  })

  it('is told to more windows than a browser has connections, and to those that are left', async () => {
    const { page: first, context } = await newWindow()
    await openSlide(first, deck(), asked.no, asked.clicks)
    const others: Page[] = []
    for (let i = 0; i < 8; i += 1) {
      others.push(await context.newPage())
      await openSlide(others[i] as Page, deck(), asked.no, asked.clicks)
    }
    const { phone } = await newPhone()
    await vote(phone, 0)
    const counts = (pages: Page[]) => Promise.all(pages.map(page => page.locator('#slide-content .join strong').innerText()))
    await until(() => counts([first, ...others])).toEqual(Array.from({ length: 9 }, () => '1'))
    await first.close()
    const { phone: late } = await newPhone()
    await vote(late, 1)
    await until(() => counts(others)).toEqual(others.map(() => '2'))
  })

  it('again after the server was started again, without a reload and without a tap', async () => {
    const { page: audience } = await newWindow()
    await openSlide(audience, deck(), asked.no, asked.clicks)
    const { phone } = await newPhone()
    await vote(phone, 1)
    const { port } = serving
    await serving.close()
    await until(() => phone.locator('#status').innerText()).toContain('No connection.')
    await until(() => audience.locator('#slide-content .join').count()).toBe(0)
    serving = await serve(port)
    await until(() => audience.locator('#slide-content .join strong').innerText()).toBe('1')
    await until(() => phone.locator('#status').innerText()).toContain('Your answer is in.')
    expect(await marks(phone)).toEqual(chosen(1))
  })

  it('and an answer given without a connection is sent when there is one', async () => {
    const { page: audience } = await newWindow()
    await openSlide(audience, deck(), asked.no, asked.clicks)
    const { phone } = await newPhone()
    await until(() => phone.locator('button').count()).toBe(choices.length)
    await phone.context().setOffline(true)
    await phone.locator('button').nth(1).tap()
    expect(await marks(phone)).toEqual(chosen(1))
    await phone.context().setOffline(false)
    await until(() => audience.locator('#slide-content .join strong').innerText()).toBe('1')
  })

  it.each(['light', 'dark'] as const)('on a page that everybody can use (%s, 320 pixels)', async (colorScheme) => {
    const { page: audience } = await newWindow()
    await openSlide(audience, deck(), asked.no, asked.clicks)
    const { phone } = await newPhone({ viewport: { width: 320, height: 568 }, colorScheme, bypassCSP: true })
    await until(() => phone.locator('button').count()).toBe(choices.length)
    const expectUsable = async () => {
      expect(await phone.evaluate(() => document.documentElement.scrollWidth)).toBe(320)
      expect(await violations(phone)).toEqual([])
    }
    await expectUsable()
    for (const box of await phone.locator('button').evaluateAll(buttons => buttons.map(button => button.getBoundingClientRect().height))) expect(box).toBeGreaterThanOrEqual(64)
    await phone.keyboard.press('Tab')
    await phone.keyboard.press('Enter')
    await until(() => phone.locator('#status').innerText()).toContain('Your answer is in.')
    await expectUsable()
    await walk(audience, 'ArrowRight', way)
    await until(() => phone.locator('#split li').count()).toBe(choices.length)
    await expectUsable()
  })

  it('on a page of less than 15 KB', () => {
    expect(Buffer.byteLength(votePage.html)).toBeLessThan(15 * 1024)
  })
})

describe.each(engines.filter(name => name !== 'chromium'))('a phone with %s', (name) => {
  it('votes, comes back with its answer, and is told', async () => {
    const { page: audience } = await newWindow()
    await openSlide(audience, deck(), asked.no, asked.clicks)
    const engine = await startEngine(name)
    try {
      const tab = await engine.newTab()
      await tab.goto(`${deck().url}vote`)
      await untilTrue(() => tab.evaluate(count => document.querySelectorAll('button').length === count, choices.length), 'the choices')
      await tab.evaluate(choice => document.querySelectorAll('button')[choice]?.click(), right)
      await until(() => audience.locator('#slide-content .join strong').innerText()).toBe('1')
      await tab.goto(`${deck().url}vote`)
      await untilTrue(() => tab.evaluate(choice => document.querySelectorAll('button')[choice]?.getAttribute('aria-pressed') === 'true', right), 'the answer')
      await walk(audience, 'ArrowRight', way)
      await untilTrue(() => tab.evaluate(() => /1 of 1 saw it coming$/.test(document.querySelector('#outcome')?.textContent ?? '')), 'the outcome')
      expect(engine.problems).toEqual([])
    } finally {
      await engine.close()
    }
  })
})

describe('a phone as the remote', () => {
  it('with the token drives the audience\'s window; without it, nothing moves', async () => {
    const { page: audience } = await newWindow()
    await openSlide(audience, deck(), 1)
    await audience.keyboard.press('ArrowDown')
    await settled(audience, 2, 0)
    const { page: phone } = await newWindow({ viewport: { width: 393, height: 852 }, hasTouch: true, ...elsewhere })

    // a stranger knows all addresses
    const refused = await phone.goto(`${deck().url}presenter/2`)
    expect(refused?.status()).toBe(403)
    await phone.goto(`${deck().url}2`)
    await settled(phone, 2, 0)
    await phone.keyboard.press('ArrowRight')
    expect(await phone.evaluate(async () => (await fetch('vote/windows', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: '{}' })).status)).toBe(403)
    await settled(audience, 2, 0)

    await phone.goto(`${deck().url}vote/enter?token=${serving.stage.token}`)
    await phone.waitForURL(/\/presenter/)
    await settled(phone, 2, 0)
    expect(await phone.evaluate(() => document.cookie)).not.toContain(serving.stage.token)
    for (let step = 0, at = { no: 2, clicks: 0 }; step < 3; step += 1) {
      await phone.keyboard.press('ArrowDown')
      at = { no: at.no + 1, clicks: 0 }
      await settled(audience, at.no, at.clicks)
    }
  })
})

describe('copies of the slide', () => {
  it('ask nobody: no code in the overview and on paper', async () => {
    const { page } = await newWindow()
    for (const path of ['overview', 'print?print']) {
      await page.goto(deck().url + path)
      await until(() => page.locator('.poll').count()).toBeGreaterThan(0)
      expect(await page.locator('.join, .split').count()).toBe(0)
    }
  })
})

describe('a bare deck with nothing but this addon, in dev', () => {
  it('has two polls, each with its own answers, and keys for the one that is shown', async () => {
    const port = await freePort()
    const command = [process.execPath, path.join(ROOT, 'node_modules/@slidev/cli/bin/slidev.mjs'), path.join(ROOT, 'addons/stage/tests/fixture/slides.md'), '--port', String(port)]
    await alone(() => withServer(command, { cwd: ROOT, port }, async () => {
      const url = `http://localhost:${port}/`
      const { page: slide } = await newWindow()
      // Vite prepares what it serves at the first request
      await slide.goto(`${url}1`, { waitUntil: 'commit', timeout: 200_000 })
      await slide.locator('.join strong').first().waitFor({ timeout: 200_000 })
      const { page: phone } = await newWindow({ hasTouch: true })
      await phone.goto(`${url}vote`)
      await until(() => phone.locator('h1').innerText()).toBe('Tea or coffee?')
      await phone.locator('button').nth(1).tap()
      const count = (no: number) => slide.locator(`[data-slidev-no="${no}"] .join strong`).innerText()
      await until(() => count(1)).toBe('1')
      const checked = (no: number) => slide.locator(`[data-slidev-no="${no}"] input`).evaluateAll(inputs => inputs.map(input => (input as HTMLInputElement).checked))
      await slide.keyboard.press('1')
      await until(() => checked(1)).toEqual([true, false])
      await slide.keyboard.press('1')
      await until(() => checked(1)).toEqual([false, false])

      await slide.keyboard.press('ArrowRight')
      await until(() => phone.locator('#outcome').innerText()).toBe('Most of us')
      // the second is not asked before its click
      expect(await phone.locator('h1').innerText()).toBe('Tea or coffee?')
      await slide.keyboard.press('ArrowRight')
      await until(() => phone.locator('h1').innerText()).toBe('Which year?')
      await slide.keyboard.press('2')
      await until(() => checked(2)).toEqual([false, true, false])
      expect(await checked(1)).toEqual([false, false])
      await phone.locator('button').nth(1).tap()
      await until(() => count(2)).toBe('1')
      await slide.keyboard.press('ArrowRight')
      await until(() => phone.locator('#outcome').innerText()).toBe('2006: 1 of 1 saw it coming')
      await until(() => slide.locator('[data-slidev-no="3"] .result').innerText()).toMatch(/^1 of 1 saw it coming\s+1991\s+0\s+2006\s+1\s+2015\s+0$/)
    }))
  })
})
