/** The whole deck in every browser engine of this machine; of WebKit that is WebKitGTK, since Apple's Safari runs on Apple's machines alone. */
import type { IncomingMessage } from 'node:http'
import type { Engine, EngineName, EngineOptions, Tab } from '../engines/engine'
import type { Found } from '../support/found'
import { createServer } from 'node:http'
import { once } from 'node:events'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { isAtRest } from '../../addons/hosted/prerender/at-rest'
import { scoped } from '../../addons/live/engine/keep'
import recorded from '../../addons/live/recorded.json'
import { KEY } from '../../addons/live/ui/shortcut'
import { openSlide, settled } from '../engines/deck'
import { until } from '../engines/engine'
import { engines, problemsOf, startEngine } from '../engines/start'
import { clicked, findSlides, neighbour, races, sample, slides, steps } from '../support/deck'
import { note } from '../support/found'
import { startHost } from '../support/host'
import { isKept } from '../support/kept'
import { layoutProblems } from '../support/layout'
import { drawPages } from '../support/pdf'
import { poll } from '../support/poll'
import { LONGEST_WAIT, site } from '../support/site'
import { asSnapshot, differs } from '../support/snapshots'

const live = slides.find(({ content }) => content.includes('<LiveExperiment'))
/** A run of the experiment on a busy machine; only a hang takes longer. */
const LONG = 600_000

const SIZES = [[1280, 720], [900, 900]] as const

/** Serves the site from an address of its own, where `answer` may keep a request to itself; returns its address. */
async function hostThat(answer: (request: IncomingMessage) => Promise<number | undefined> | number | undefined): Promise<string> {
  const server = createServer((request, response) => {
    void (async () => {
      const status = await answer(request)
      if (status) return void response.writeHead(status).end()
      const found = await fetch(new URL(request.url ?? '/', site.url))
      const headers = Object.fromEntries([...found.headers].filter(([name]) => !/^(?:content-(?:encoding|length)|transfer-encoding|connection)$/.test(name)))
      response.writeHead(found.status, headers).end(Buffer.from(await found.arrayBuffer()))
    })().catch(() => response.destroy())
  }).listen(0, 'localhost')
  await once(server, 'listening')
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  const address = server.address()
  return `http://localhost:${typeof address === 'object' && address ? address.port : 0}${new URL(site.url).pathname}`
}

/** The sizes of the words of the slide that is seen, or of one on the page with all of them. */
function sizes(tab: Tab, no: number, within = '#app #slide-content'): Promise<Record<string, string>> {
  return tab.evaluate((slide) => {
    const found: Record<string, string> = {}
    const texts = document.createTreeWalker(document.querySelector(slide) ?? document.body, NodeFilter.SHOW_TEXT)
    for (let text = texts.nextNode(); text; text = texts.nextNode()) {
      const { parentElement: element } = text
      if (!element?.checkVisibility() || !text.textContent?.trim()) continue
      const { fontSize, fontWeight, lineHeight } = getComputedStyle(element)
      found[`${element.closest('p, li, pre, h1, h2, td, th, span, div')?.className} ${text.textContent.trim()}`] = `${fontSize}/${lineHeight} ${fontWeight}`
    }
    return found
  }, `${within} [data-slidev-no="${no}"] .slidev-layout`)
}

/** Addresses of pictures that do not come. */
function lostPictures(tab: Tab): Promise<string[]> {
  return tab.evaluate(async () => {
    for (const image of document.images) image.loading = 'eager'
    return (await Promise.all([...document.images].map(image => image.decode().then(() => [], () => [image.src])))).flat()
  })
}

/** The box of the heading that is seen, pixels of the window, and how many lines it has. */
function heading(tab: Tab): Promise<{ box: number[], lines: number } | undefined> {
  return tab.evaluate(() => {
    const [h1] = [...document.querySelectorAll('#first-slide h1, #app #slideshow h1')].filter(element => element.checkVisibility({ visibilityProperty: true }))
    if (!h1 || document.fonts.status !== 'loaded') return undefined
    const { left, top, width, height } = h1.getBoundingClientRect()
    const range = document.createRange()
    range.selectNodeContents(h1)
    const bottoms = [...range.getClientRects()].map(({ bottom }) => bottom)
    return { box: [left, top, width, height], lines: bottoms.filter((bottom, i) => i === 0 || bottom - (bottoms[i - 1] ?? 0) > 8).length }
  })
}

async function seenHeading(tab: Tab): Promise<{ box: number[], lines: number }> {
  await until(async () => await heading(tab) !== undefined, 'a heading')
  return await heading(tab) ?? { box: [], lines: 0 }
}

describe.each(engines)('in %s', (name: EngineName) => {
  let engine: Engine
  beforeAll(async () => {
    engine = await startEngine(name, { reducedMotion: true })
  })
  afterAll(() => engine.close())

  async function newTab(width = 1280, height = 720): Promise<Tab> {
    const tab = await engine.newTab()
    onTestFinished(() => tab.close())
    await tab.resize(width, height)
    return tab
  }

  /** A tab of an engine that is set otherwise. */
  async function newTabWith(options: EngineOptions): Promise<Tab> {
    const other = await startEngine(name, options)
    onTestFinished(() => other.close())
    const tab = await other.newTab()
    await tab.resize(1280, 720)
    return tab
  }

  it('every slide is whole at its first and last click, keys lead to the end and back, and a slide that is opened there has the same sizes', async () => {
    const tab = await newTab()
    const before = engine.problems.length
    const found: Found = {}
    const led = new Map<number, Record<string, string>>()
    await openSlide(tab, site.url, 1)
    for (const { no, clicks } of steps) {
      if (no > 1 || clicks > 0) await tab.press('ArrowRight')
      await settled(tab, no, clicks)
      const isLast = clicks === slides[no - 1]?.clicks
      if (clicks === 0 || isLast) note(found, `slide ${no}, click ${clicks}`, await layoutProblems(tab))
      if (isLast) led.set(no, await sizes(tab, no))
    }
    for (const { no, clicks } of steps.slice(0, -1).toReversed()) {
      await tab.press('ArrowLeft')
      await settled(tab, no, clicks)
    }
    for (const { no, clicks } of slides) {
      await openSlide(tab, site.url, no, clicks)
      expect(await sizes(tab, no), `slide ${no}`).toEqual(led.get(no))
    }
    await tab.goto(`${site.url}print?print`)
    await until(() => tab.evaluate(count => document.querySelectorAll('.print-slide-container .slidev-layout').length === count, slides.length), 'all slides')
    for (const { no } of slides) {
      // without what is there to be pressed
      const there = led.get(no) ?? {}
      const printed = Object.entries(await sizes(tab, no, '.print-slide-container')).filter(([text]) => text in there)
      expect(Object.fromEntries(printed), `slide ${no} in print`).toEqual(Object.fromEntries(printed.map(([text]) => [text, there[text]])))
      expect(printed.length).toBeGreaterThan(0)
    }
    expect(found).toEqual({})
    expect(problemsOf(engine).slice(before)).toEqual([])
  })

  it('presenter and audience are in step, with the guess that keys mark', async () => {
    const { asked, answered, way } = poll
    const [presenter, audience] = [await newTab(), await newTab()]
    await presenter.goto(`${site.url}presenter/${asked.no}?clicks=${asked.clicks}`)
    await settled(presenter, asked.no, asked.clicks)
    await openSlide(audience, site.url, asked.no, asked.clicks)
    const both = async (holds: (tab: Tab) => Promise<boolean>, what: string) => {
      for (const tab of [presenter, audience]) await until(() => holds(tab), what)
    }
    const marked = (tab: Tab) => tab.evaluate(slide => [...document.querySelectorAll<HTMLInputElement>(`${slide} input`)].map(({ checked }) => checked), `#slide-content [data-slidev-no="${asked.no}"]`)
    const choices = await marked(audience)
    expect(choices.length).toBeGreaterThan(1)
    for (const [index] of choices.entries()) {
      await (index % 2 ? audience : presenter).press(String(index + 1))
      await both(async tab => (await marked(tab)).every((isMarked, at) => isMarked === (at === index)), `choice ${index + 1}`)
    }
    const guess = await audience.evaluate(slide => document.querySelector(`${slide} input:checked`)?.closest('label')?.textContent?.replace(/^\s*\d\s*/, '').trim() ?? '', `#slide-content [data-slidev-no="${asked.no}"]`)
    for (const { no, clicks } of way.slice(1)) {
      await presenter.press('ArrowRight')
      await settled(presenter, no, clicks)
      await settled(audience, no, clicks)
    }
    await both(tab => tab.evaluate((slide, guess) => document.querySelector(`${slide} .result`)?.textContent?.includes(guess) === true, `#slide-content [data-slidev-no="${answered.no}"]`, guess), `the guess "${guess}"`)
    for (const { no, clicks } of way.slice(0, -1).toReversed()) {
      await audience.press('ArrowLeft')
      await settled(audience, no, clicks)
      await settled(presenter, no, clicks)
    }
    expect(problemsOf(engine)).toEqual([])
  })

  it('a race runs to its end, which is the one that reduced motion shows', async () => {
    const [still, moving] = [await newTab(), await newTabWith({})]
    const text = (tab: Tab, no: number) => tab.evaluate(slide => (document.querySelector<HTMLElement>(slide)?.innerText ?? '').replace(/\bAgain\b/, '').replaceAll(/\s+/g, ' ').trim(), `#app #slide-content [data-slidev-no="${no}"] .slidev-layout`)
    for (const { no, clicks } of findSlides(({ content }) => / race="/.test(content))) {
      await openSlide(still, site.url, no, clicks)
      await openSlide(moving, site.url, no, clicks - 1)
      await moving.press('ArrowRight')
      await until(() => moving.evaluate(slide => document.querySelector(`${slide} .race button:not(.running)`) !== null, `#app [data-slidev-no="${no}"]`), `the end of the race on slide ${no}`)
      await settled(moving, no, clicks)
      expect(await text(moving, no)).toBe(await text(still, no))
      expect(await layoutProblems(moving), `slide ${no}`).toEqual([])
    }
  })

  it('without the network the deck is whole, and so is the experiment, which runs to its end before and after', async () => {
    const host = await startHost(site)
    const tab = await newTab()
    const experiment = async () => {
      if (!live) return
      await openSlide(tab, host.site.url, live.no)
      await tab.press(KEY)
      await until(() => tab.evaluate(() => /^(?:done|failed|stopped)$/.test(document.querySelector<HTMLElement>('#app #slide-content .controls')?.dataset.phase ?? '')), 'the end of the experiment', LONG)
      expect(await tab.evaluate(() => document.querySelector('#app #slide-content .live [role="status"]')?.textContent)).toMatch(/^Done: all programs gave the same answers/)
      await settled(tab, live.no)
      expect(await layoutProblems(tab)).toEqual([])
    }
    await openSlide(tab, host.site.url, 1)
    await isKept(tab)
    await experiment()
    // what the run has used is kept after it
    await until(() => tab.evaluate(async () => {
      const names = (await caches.keys()).filter(name => name.startsWith('live-experiment'))
      return (await Promise.all(names.map(async name => (await caches.open(name)).keys()))).flat().length === 6
    }), 'the experiment\'s files', LONG)
    await host.stop()
    for (const { no, clicks } of slides) {
      await openSlide(tab, host.site.url, no, clicks)
      expect(await lostPictures(tab), `slide ${no}`).toEqual([])
    }
    await tab.goto(`${host.site.url}presenter/${clicked.no}`)
    await settled(tab, clicked.no)
    await tab.goto(`${host.site.url}read/`)
    expect(await tab.evaluate(() => document.querySelectorAll('main h2').length)).toBeGreaterThanOrEqual(slides.length - 1)
    await experiment()
  })

  // 447 pixels are the least that WebKitGTK's windows have
  it.each([447, 1280])('the reading page has every slide and its pictures, with nothing to scroll sideways, %i wide', async (width) => {
    const tab = await newTab(width, 720)
    await tab.goto(`${site.url}read/`)
    expect(await lostPictures(tab)).toEqual([])
    expect(await tab.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width)
    expect(await tab.evaluate(() => [...document.querySelectorAll('main [id^="slide-"] h2')].filter(h2 => h2.checkVisibility()).length)).toBe(slides.length)
  })

  it('the slide in the HTML is where the deck will draw it', async () => {
    const tab = await newTab()
    const host = await hostThat(({ url }) => url?.endsWith('.js') ? 503 : undefined)
    const visits = SIZES.flatMap(([width, height]) => sample.slice(0, 3).map(({ no }) => ({ width, height, no })))
    const before: number[][] = []
    const after: number[][] = []
    for (const { width, height, no } of visits) {
      await tab.resize(width, height)
      await tab.goto(`${host}${no}`)
      before.push((await seenHeading(tab)).box)
      await openSlide(tab, site.url, no)
      after.push((await seenHeading(tab)).box)
    }
    // half a pixel: a scale is a rounded number
    visits.forEach(({ width, height, no }, i) => before[i]?.forEach((side, j) => {
      expect(Math.abs(side - (after[i]?.[j] ?? 0)), `slide ${no} at ${width} x ${height}: ${before[i]} and ${after[i]}`).toBeLessThan(0.5)
    }))
  })

  it('type has the widths and the lines that it has in Chromium', async () => {
    const tab = await newTab()
    const measure = async (tab: Tab) => {
      await tab.resize(1280, 720)
      const lines: Record<number, number> = {}
      for (const { no } of sample) {
        await openSlide(tab, site.url, no)
        lines[no] = (await seenHeading(tab)).lines
      }
      return lines
    }
    const chromium = await startEngine('chromium', { reducedMotion: true })
    onTestFinished(() => chromium.close())
    expect(await measure(tab)).toEqual(await measure(await chromium.newTab()))

    const faces = await tab.evaluate(async () => {
      const families = [...new Set([...document.fonts].map(({ family }) => family.replace(/["']/g, '')))].filter(family => !family.includes('Fallback'))
      const measured: Record<string, { regular: number, bold: number, weights: string[] }> = {}
      for (const family of families) {
        const width = async (weight: number) => {
          await document.fonts.load(`${weight} 100px "${family}"`)
          const text = document.createElement('span')
          text.textContent = 'Rust, Python and 609.46 ms'
          text.style.cssText = `position: absolute; white-space: nowrap; font: ${weight} 100px "${family}"`
          document.body.append(text)
          const { width } = text.getBoundingClientRect()
          text.remove()
          return width
        }
        measured[family] = { regular: await width(400), bold: await width(600), weights: [...document.fonts].filter(face => face.family.replace(/["']/g, '') === family).map(({ weight }) => weight) }
      }
      return measured
    })
    expect(Object.keys(faces).length).toBeGreaterThan(1)
    for (const [family, { regular, bold, weights }] of Object.entries(faces)) {
      expect(weights, `${family} says for which weights it is`).not.toContain('normal')
      // one weight for all: nothing is made bolder. The text face has a bold of its own
      if (weights.includes('100 900')) expect(bold, family).toBeCloseTo(regular, 1)
    }
  })

  it('without script the slide is upright and fills the window', async () => {
    const engine = await startEngine(name, { script: false })
    onTestFinished(() => engine.close())
    const tab = await engine.newTab()
    for (const [width, height] of SIZES) {
      await tab.resize(width, height)
      for (const { no } of sample.slice(0, 3)) {
        await tab.goto(`${site.url}${no}`)
        await until(() => tab.evaluate(() => [...document.querySelectorAll('.first-slide h1')].some(h1 => h1.checkVisibility())), 'a heading')
        const { canvas, h1 } = await tab.evaluate(() => {
          const [h1] = [...document.querySelectorAll('.first-slide h1')].filter(h1 => h1.checkVisibility())
          const box = (element?: Element | null) => element?.getBoundingClientRect().toJSON() as DOMRect
          return { canvas: box(h1?.closest('#slide-content')), h1: box(h1) }
        })
        const room = Math.min(width / 980, (height - 44) / 552)
        expect(Math.abs(canvas.width - room * 980), `slide ${no} at ${width} x ${height}`).toBeLessThan(2)
        expect(h1.top - canvas.top, `slide ${no} at ${width} x ${height}: the heading is in the upper half`).toBeLessThan(canvas.height / 2)
      }
    }
  })

  it('keeps the screen awake from the first key on', async () => {
    const tab = await newTab()
    await openSlide(tab, site.url, clicked.no)
    // WebKit refuses until somebody has pressed something, and the deck asks again
    await tab.evaluate(() => void navigator.wakeLock.request('screen').then(() => document.documentElement.setAttribute('data-awake', '')))
    await tab.press('ArrowRight')
    await until(() => tab.evaluate(() => document.documentElement.hasAttribute('data-awake')), 'the wake lock')
  })

  it('a link that is followed while the deck loads says nothing of a part that did not load', async () => {
    const tab = await newTab()
    const next = neighbour(clicked, 1)
    let isLeaving = false
    // scripts that are still on their way when the page is left, and a next page that takes its time
    const host = await hostThat(async ({ url }) => {
      if (/\/assets\/index-/.test(url ?? '') && !isLeaving) await new Promise(resolve => setTimeout(resolve, LONGEST_WAIT).unref())
      if (url?.endsWith(`/${next.no}`)) await new Promise(resolve => setTimeout(resolve, 4000))
      return undefined
    })
    // in Chromium a page is read only when its scripts are
    void tab.goto(`${host}${clicked.no}`).catch(() => {})
    await until(() => tab.evaluate(() => document.querySelector('#first-slide h1')?.checkVisibility() === true).catch(() => false), 'a heading')
    isLeaving = true
    await tab.evaluate((address) => {
      document.documentElement.setAttribute('data-leaving', '')
      location.assign(address)
    }, `${host}${next.no}`)
    const messages: unknown[] = []
    await until(async () => {
      const seen = await tab.evaluate(() => [document.documentElement.hasAttribute('data-leaving'), document.querySelector('#deck-load-error')?.textContent]).catch(() => [true])
      if (seen[1]) messages.push(seen)
      return !seen[0]
    }, 'the next page')
    expect(messages).toEqual([])
    await settled(tab, next.no)
  })

  // the others write none, and WebKitGTK's driver takes no picture of a window before the pictures in it have come
  it.runIf(name === 'firefox')('a picture that is on its way lays no words over the slide', async () => {
    const tab = await newTab()
    const host = await hostThat(({ url }) => /\/pictures\//.test(url ?? '') ? new Promise(() => {}) : undefined)
    for (const { no } of findSlides(({ content }) => /<(?:Picture|ImageBackground)[^>]* alt="[^"]/.test(content))) {
      await tab.goto(`${host}${no}`)
      await seenHeading(tab)
      const before = asSnapshot(await tab.screenshot())
      await tab.evaluate(() => {
        for (const image of document.images) image.alt = ''
      })
      expect(differs(before, asSnapshot(await tab.screenshot())), `slide ${no}`).toBe('')
    }
  })

  it('the list of keys is seen as a whole at 1280 x 720', async () => {
    const tab = await newTab()
    await openSlide(tab, site.url, 1)
    await tab.press('?')
    await until(() => tab.evaluate(() => document.querySelector('dialog[open]') !== null), 'the list of keys')
    expect(await tab.evaluate(() => {
      const { scrollHeight, clientHeight, scrollWidth, clientWidth } = document.querySelector('dialog[open]') ?? document.body
      return [scrollHeight - clientHeight, scrollWidth - clientWidth]
    })).toEqual([0, 0])
  })

  it.skipIf(!live)('a viewer\'s own result is whole however widely its runs vary, and once it is copied the keys are the deck\'s', async () => {
    const no = live?.no ?? 1
    // Firefox has no clipboard for scripts on an address that is neither encrypted nor this machine's
    const tab = await newTabWith({ reducedMotion: true, firefoxPreferences: { 'network.dns.localDomains': 'deck.example' } })
    const url = name === 'firefox' ? site.url.replace('localhost', 'deck.example') : site.url
    await openSlide(tab, url, no)
    const samples = Object.fromEntries(Object.entries(recorded.samples).map(([lane, [time = 1]]) => [lane, [time, time * 1.83, time * 2.66]]))
    await tab.evaluate((key, result) => localStorage.setItem(key, JSON.stringify(result)), scoped(site.base), { ...recorded, machine: undefined, samples })
    await openSlide(tab, url, no)
    expect(await tab.evaluate(() => document.querySelector('#app .live .warning')?.textContent)).toMatch(/±\d+%/)
    expect(await layoutProblems(tab)).toEqual([])
    const copy = await tab.evaluate(() => {
      const button = document.querySelector<HTMLElement>('#app #slide-content .copy')
      button?.focus()
      const { x = 0, y = 0, width = 0, height = 0 } = button?.getBoundingClientRect() ?? {}
      return { x: x + width / 2, y: y + height / 2 }
    })
    // WebKit's finger is none that clicks
    if (name === 'webkit') await tab.press('Enter')
    else await tab.touch([copy])
    await until(() => tab.evaluate(() => document.querySelector('#app #slide-content .copy')?.textContent === 'Copied'), 'the copy')
    await tab.press('ArrowRight')
    await settled(tab, no + 1)
  })
})

describe.runIf(engines.includes('firefox'))('print in firefox (Chromium\'s is in resilience.test.ts and pdf.test.ts, WebKitGTK\'s driver cannot print)', () => {
  async function newTab(options: EngineOptions): Promise<Tab> {
    const engine = await startEngine('firefox', options)
    onTestFinished(() => engine.close())
    return engine.newTab()
  }
  const print = async (tab: Tab) => (await drawPages(await tab.print?.(true) ?? Buffer.from(''))).map(page => asSnapshot(page))

  it('the page with all slides has of each what its own print has', async () => {
    const tab = await newTab({ reducedMotion: true })
    await tab.goto(`${site.url}print?print`)
    await until(() => tab.evaluate(isAtRest, { slide: '#print-content', quiet: 0 }), 'all slides')
    const pages = await print(tab)
    expect(pages).toHaveLength(slides.length)
    const found: Found = {}
    // on the page with all slides there is nothing to press
    for (const { no, clicks } of slides.filter(slide => slide !== live)) {
      await openSlide(tab, site.url, no, clicks)
      const [page = expect.fail('nothing was printed')] = await print(tab)
      note(found, `slide ${no}`, [differs(pages[no - 1] ?? page, page)].filter(Boolean))
    }
    expect(found).toEqual({})
  })

  it.skipIf(races.length === 0)('a race that is printed while it runs is over on paper', async () => {
    const [still, moving] = [await newTab({ reducedMotion: true }), await newTab({})]
    for (const { no, clicks } of races) {
      await openSlide(still, site.url, no, clicks)
      const [end = expect.fail('nothing was printed')] = await print(still)
      await openSlide(moving, site.url, no, clicks - 1)
      await moving.press('ArrowRight')
      const runs = () => moving.evaluate(() => document.querySelector('#app .timing .runner') !== null)
      await until(runs, `the race of slide ${no}`)
      const [page = end] = await print(moving)
      expect(differs(page, end), `slide ${no}`).toBe('')
      // it goes on afterwards, and is over only then
      await until(runs, `the race of slide ${no}, going on`)
    }
  })
})

it.runIf(engines.includes('firefox'))('every slide is whole in Firefox set to draw no type below 20 pixels; the others have no such switch', async () => {
  const engine = await startEngine('firefox', { reducedMotion: true, firefoxPreferences: { 'font.minimum-size.x-western': 20 } })
  onTestFinished(() => engine.close())
  const tab = await engine.newTab()
  await tab.resize(1280, 720)
  const found: Found = {}
  for (const { no, clicks } of slides) {
    await openSlide(tab, site.url, no, clicks)
    note(found, `slide ${no}`, await layoutProblems(tab))
  }
  expect(found).toEqual({})
})
