/** Windows of one talk in real browsers: presenter, audience, overview, in any order, on localhost and elsewhere, in dev and in the build. */
import type { Browser, BrowserContext, Page } from 'playwright-chromium'
import { access } from 'node:fs/promises'
import path from 'node:path'
import process from 'node:process'
import { afterAll, describe, expect, inject, it, onTestFinished } from 'vitest'
import { launchChromium } from '../../addons/hosted/commands/chromium'
import { ROOT } from '../../addons/hosted/commands/slidev'
import { model, randomNumbers } from '../../addons/stage/tests/model'
import { freePort, withServer } from '../bench/server'
import { alone } from '../support/alone'
import { duration, slides } from '../support/deck'
import { LONGEST_WAIT, site, until } from '../support/site'

/** Leads here by another name than localhost, as a host's does. */
const OTHER_HOST = 'deck.example'

let started: Promise<Browser> | undefined
const browser = () => started ??= launchChromium({ args: [`--host-resolver-rules=MAP ${OTHER_HOST} localhost`] })
afterAll(async () => (await started)?.close())

async function newContext(): Promise<BrowserContext> {
  const context = await (await browser()).newContext({ viewport: { width: 900, height: 600 }, reducedMotion: 'reduce', serviceWorkers: 'block' })
  context.setDefaultTimeout(LONGEST_WAIT)
  onTestFinished(() => context.close())
  return context
}

/** Where a window is, by its address: `presenter/3.1`. */
const where = (page: Page): string => {
  const { pathname, searchParams } = new URL(page.url())
  return `${pathname.replace(/^\/(?:talks\/rust\/|v2\/)?/, '')}.${searchParams.get('clicks') ?? 0}`
}
const places = (...pages: Page[]) => pages.map(where)
/** Seconds that the presenter's timer has run; of one that counts up NaN if it hasn't. */
async function elapsed(page: Page): Promise<number> {
  const text = await page.locator('.grid-section.bottom .font-mono').innerText()
  const shown = text.split(':').reduce((sum, part) => sum * 60 + Number(part), 0)
  return await page.locator('.grid-section.bottom .i-carbon\\:timer').count() ? duration - shown : shown
}
const toggleTimer = (page: Page) => page.evaluate(() => document.querySelector<HTMLElement>('.grid-section.bottom .group-not-hover\\:hidden > div')?.click())

/** A browser freezes a window that nobody sees; headless Chromium sees all of them, so the debugger holds its script. */
async function freeze(page: Page): Promise<() => Promise<void>> {
  const session = await page.context().newCDPSession(page)
  await session.send('Debugger.enable')
  await session.send('Debugger.pause')
  return async () => {
    await session.send('Debugger.disable')
    await session.detach()
    await page.evaluate(() => document.dispatchEvent(new Event('resume')))
  }
}

async function open(context: BrowserContext, address: string): Promise<Page> {
  const page = await context.newPage()
  await page.goto(address)
  await ready(page)
  return page
}

/** Slidev's app is there. */
const ready = (page: Page) => page.waitForFunction(() => document.querySelector('.slidev-page, .slidev-note, .slidev-slide-container') && !document.querySelector('#first-slide'))

const stay = (page: Page) => page.waitForTimeout(400)

const DECK = path.join(ROOT, 'addons/stage/tests/deck/slides.md')

/** The bare deck of the addon in dev, at an address of this machine. */
async function inDev(use: (urls: Record<string, string>) => Promise<void>): Promise<void> {
  const port = await freePort()
  const command = [process.execPath, path.join(ROOT, 'node_modules/@slidev/cli/bin/slidev.mjs'), DECK, '--port', String(port), '--remote=secret']
  await alone(() => withServer(command, { cwd: ROOT, port }, () => use({ 'localhost': `http://localhost:${port}/`, 'another host': `http://127.0.0.2:${port}/` })))
}

/** Rows 1, 2, 3, 6 of what went wrong in rooms. */
async function staysInStep(url: string): Promise<void> {
  const context = await newContext()
  const presenter = await open(context, `${url}presenter/2`)
  await presenter.keyboard.press('ArrowRight')
  await until(() => where(presenter)).not.toBe('presenter/2.0')
  // in dev the windows at this machine's other address may have started it
  if (!(await elapsed(presenter) > 0)) await toggleTimer(presenter)
  const place = where(presenter).replace('presenter/', '')
  await until(() => elapsed(presenter)).toBeGreaterThan(0)
  const before = await elapsed(presenter)

  // whatever opens, in any order
  const audience = await open(context, `${url}1`)
  await until(() => where(audience)).toBe(place)
  const overview = await open(context, `${url}overview`)
  const late = await open(context, `${url}3`)
  const wrong = await open(context, `${url}99`)
  await until(() => places(late, wrong)).toEqual([place, place])
  const second = await open(context, `${url}presenter`)
  await until(() => where(second)).toBe(`presenter/${place}`)
  await audience.reload()
  await ready(audience)
  await audience.goto('about:blank')
  await audience.goBack()
  await ready(audience)
  await stay(presenter)
  expect(places(presenter, audience, late, wrong, second, overview)).toEqual([`presenter/${place}`, place, place, place, `presenter/${place}`, 'overview.0'])

  // the timer goes on through a reload of either
  await presenter.reload()
  await ready(presenter)
  await until(() => Promise.all([presenter, second].map(elapsed)).then(times => Math.min(...times))).toBeGreaterThan(before)
  expect(where(presenter)).toBe(`presenter/${place}`)

  // a frozen window is right at once, and sets nobody back
  const resume = await freeze(audience)
  await second.keyboard.press('ArrowLeft')
  await until(() => where(second)).not.toBe(`presenter/${place}`)
  const back = where(second).replace('presenter/', '')
  await until(() => places(presenter, late)).toEqual([`presenter/${back}`, back])
  expect(where(audience)).toBe(place)
  await resume()
  await until(() => where(audience)).toBe(back)

  // a key in the audience's window takes everybody along
  await audience.bringToFront()
  await audience.keyboard.press('ArrowRight')
  await until(() => places(audience, presenter, second, late)).toEqual([place, `presenter/${place}`, `presenter/${place}`, place])
}

describe('windows stay in step', () => {
  it('in the build, on localhost', () => staysInStep(site.url))
  it('in the build, on another host', () => staysInStep(site.url.replace('localhost', OTHER_HOST)))
  it('in dev, on localhost and at another address', () => inDev(async (urls) => {
    for (const url of Object.values(urls)) await staysInStep(url)
  }))

  it.skipIf(site.base === '/')('apart from those of another build on the same origin', async () => {
    const context = await newContext()
    // the deck at the sub-path, on the origin of the one at the root
    const origin = inject('withoutNotes').url
    await context.route(`${new URL(site.base, origin)}**`, async (route) => {
      const file = path.join(site.folder, new URL(route.request().url()).pathname.slice(site.base.length))
      const page = path.join(site.folder, 'index.html')
      await (path.extname(file) ? access(file).then(() => route.fulfill({ path: file }), () => route.fulfill({ status: 404 })) : route.fulfill({ path: page }))
    })
    const audience = await open(context, `${origin}2`)
    const presenter = await open(context, `${new URL(site.base, origin)}presenter/4`)
    await presenter.keyboard.press('ArrowRight')
    await until(() => where(presenter)).not.toBe('presenter/4.0')
    await stay(audience)
    expect(where(audience)).toBe('2.0')
  })
})

/** As many as WINDOW_WALKS says, in real windows; each takes some seconds. */
const WALKS = Number(process.env.WINDOW_WALKS ?? 2)

describe('three real windows in a random sequence', () => {
  it.each(Array.from({ length: WALKS }, (_, seed) => seed))('number %i are where the model says', async (seed) => {
    const chance = randomNumbers(seed + 1)
    const pick = <T>(of: readonly T[]): T => of[Math.floor(chance() * of.length)] as T
    const context = await newContext()
    interface Real { role: 'presenter' | 'viewer', open: boolean, frozen: boolean, page: Page, resume?: () => Promise<void> }
    const windows: Real[] = []
    const expected = model(windows)
    const log: string[] = []
    const clicksOf = (no: number) => slides[no - 1]?.clicks ?? 0
    const address = ({ role }: Pick<Real, 'role'>, no: number) => `${site.url}${role === 'presenter' ? 'presenter/' : ''}${no}`

    for (let step = 0; step < 14; step++) {
      expected.next()
      const opened = windows.filter(({ open }) => open)
      const awake = opened.filter(({ frozen }) => !frozen)
      const asleep = opened.filter(({ frozen }) => frozen)
      const chosen = awake.length > 0 ? pick(awake) : undefined
      const what = pick(['open', 'open', 'close', 'reload', 'link', 'freeze', 'resume', 'next', 'next', 'back'])
      const no = 2 + Math.floor(chance() * (slides.length - 3))

      if (what === 'open' && opened.length < 3) {
        const role = pick(['presenter', 'viewer', 'viewer'] as const)
        log.push(`open ${role} at ${no}`)
        const page = await open(context, address({ role }, no))
        const real: Real = { role, open: true, frozen: false, page }
        windows.push(real)
        expected.opened(real, `${no}.0`)
        expected.arrive(real)
      } else if (what === 'resume' && asleep.length > 0) {
        const woken = pick(asleep)
        log.push(`resume ${windows.indexOf(woken)}`)
        await woken.resume?.()
        woken.frozen = false
        expected.arrive(woken)
      } else if (!chosen) {
        continue
      } else if (what === 'close') {
        log.push(`close ${windows.indexOf(chosen)}`)
        await chosen.page.close()
        chosen.open = false
      } else if (what === 'reload' || what === 'link') {
        log.push(`${what} ${windows.indexOf(chosen)}`)
        if (what === 'link') {
          await chosen.page.goto(address(chosen, no))
          expected.of(chosen).place = `${no}.0`
        } else {
          await chosen.page.reload()
        }
        await ready(chosen.page)
        expected.reloaded(chosen)
        expected.arrive(chosen)
      } else if (what === 'freeze') {
        log.push(`freeze ${windows.indexOf(chosen)}`)
        chosen.resume = await freeze(chosen.page)
        chosen.frozen = true
      } else if (what === 'next' || what === 'back') {
        const [page = 1, clicks = 0] = String(expected.of(chosen).place).split('.').map(Number)
        const isInside = what === 'next' ? clicks < clicksOf(page) : clicks > 0
        const to = what === 'next'
          ? isInside ? `${page}.${clicks + 1}` : `${page + 1}.0`
          : isInside ? `${page}.${clicks - 1}` : `${page - 1}.${clicksOf(page - 1)}`
        log.push(`${what} in ${windows.indexOf(chosen)} to ${to}`)
        await chosen.page.bringToFront()
        await chosen.page.keyboard.press(what === 'next' ? 'ArrowRight' : 'ArrowLeft')
        expected.moved(chosen, to)
      }

      const there = windows.filter(({ open, frozen }) => open && !frozen)
      const right = there.map(real => `${real.role === 'presenter' ? 'presenter/' : ''}${expected.of(real).place}`)
      await until(() => places(...there.map(({ page }) => page)), log.join(', ')).toEqual(right)
    }
  })
})
