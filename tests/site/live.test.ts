/** The live experiment in the real build, in a real browser, with the real Python. */
import type { Locator, Page, Route } from 'playwright-chromium'
import type { Result } from '../../addons/live/engine/result'
import type { Phase } from '../../addons/live/engine/state'
import type { Policy } from '../../addons/hosted/security/policy'
import type { Site } from '../support/setup'
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { scoped } from '../../addons/live/engine/keep'
import { isResult } from '../../addons/live/engine/result'
import { median } from '../../addons/live/engine/statistics'
import recorded from '../../addons/live/recorded.json'
import { KEY } from '../../addons/live/ui/shortcut'
import { serveFolder } from '../../addons/hosted/commands/serve'
import { RUN_TIME } from '../../addons/hosted/offline/pwa'
import { responseHeaders } from '../../addons/hosted/security/headers'
import { formatPolicy, HEADER_POLICY } from '../../addons/hosted/security/policy'
import { slides } from '../support/deck'
import { startHost } from '../support/host'
import { layoutProblems } from '../support/layout'
import { newWindow, openSlide, settled, sites } from '../support/site'

const no = slides.findIndex(slide => slide.content.includes('<LiveExperiment')) + 1

/** Nobody may hold back or answer what a run asks for but the test itself. */
const plain = { serviceWorkers: 'block' } as const

/** A whole run on a busy machine; only a hang takes longer. */
const LONG = 400_000

async function openExperiment(page: Page, site: Site = sites.root): Promise<void> {
  await openSlide(page, site, no)
  await phaseIs(page, 'idle')
}

const phaseIs = (page: Page, ...phases: Phase[]) =>
  page.locator(phases.map(phase => `#app #slide-content .controls[data-phase="${phase}"]`).join()).waitFor({ timeout: LONG })

const press = (page: Page, name: RegExp) => page.getByRole('button', { name }).click()
const status = (page: Page) => page.locator('#slide-content .controls .status').innerText()

/** Addresses that the page, its workers included, has asked for since. */
function recordRequests(page: Page): string[] {
  const urls: string[] = []
  page.context().on('request', request => urls.push(request.url()))
  return urls
}

/** Runs it to its end, which is a good one. */
async function runToEnd(page: Page): Promise<void> {
  await page.keyboard.press(KEY)
  await phaseIs(page, 'downloading', 'starting', 'preparing', 'running')
  await phaseIs(page, 'done', 'failed')
  expect(await status(page)).toBe('Done: all programs gave the same answers')
}

/** Loads the page anew, and waits until the deck has taken over from the slide in the HTML. */
async function reload(page: Page): Promise<void> {
  await page.reload()
  await settled(page, no, 0)
  await phaseIs(page, 'idle')
}

/** Words of the experiment's own code that every build keeps: of the engine, of what runs in the worker, of the program. */
const WORDS = {
  engine: 'no news for ',
  worker: 'Python has not been started',
  program: 'splitmix64',
}

/** The script in the built deck that holds this part of the experiment, whatever the bundler has called it. */
function chunkOf(part: keyof typeof WORDS, { folder }: Site = sites.root): string {
  const found = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter(file => /\.m?js$/.test(file) && readFileSync(path.join(folder, file), 'utf8').includes(WORDS[part]))
  expect(found, `scripts with "${WORDS[part]}"`).toHaveLength(1)
  return found[0] as string
}

/** Holds back the engine's chunk until it is let through, or answers that there is none. */
async function holdEngine(page: Page): Promise<{ asked: () => Promise<void>, arrive: () => Promise<void>, fail: () => Promise<void> }> {
  const held: Route[] = []
  await page.context().route(`**/${chunkOf('engine')}`, route => void held.push(route))
  return {
    asked: () => expect.poll(() => held.length).toBe(1),
    async arrive() {
      const answered = page.context().waitForEvent('requestfinished', request => request === held[0]?.request())
      await held[0]?.continue()
      await answered
      // the chunk is there; what it would start, it has started by then
      await page.evaluate(() => new Promise(resolve => setTimeout(resolve, 500)))
    },
    async fail() {
      await held[0]?.fulfill({ status: 404, body: 'no' })
    },
  }
}

const workersGone = (page: Page) => expect.poll(() => page.workers().length, { timeout: 10_000 }).toBe(0)

/** What this viewer has kept, as the page does it. */
const kept = (page: Page) => page.evaluate(key => JSON.parse(localStorage.getItem(key) ?? 'null') as Result | null, scoped(sites.root.base))

/** What the clipboard holds, as a person finds out: the hosts' policy keeps scripts from reading it. */
async function pasted(page: Page): Promise<string> {
  await page.evaluate(() => document.body.appendChild(document.createElement('textarea')).focus())
  await page.keyboard.press('Control+V')
  return page.locator('body > textarea').inputValue()
}

/** The chart is there, whatever happened, and the slide is in order. */
async function expectWholeSlide(page: Page, result: 'recorded' | 'own'): Promise<void> {
  expect(await page.locator(`#slide-content .live[data-result="${result}"] .bar`).count()).toBeGreaterThan(4)
  expect(await layoutProblems(page)).toEqual([])
}

/** The built deck, served with other headers. */
async function withHeaders(headers: (pathname: string) => Record<string, string>): Promise<Site> {
  const server = await serveFolder({ folder: sites.root.folder, headers })
  onTestFinished(() => server.close())
  return { ...sites.root, url: server.url }
}

/** The built deck, served with the policy that its hosts send in the header of everything, changed for the test. */
function withPolicy(change: (policy: Policy) => Policy = policy => policy): Promise<Site> {
  const policy = formatPolicy(change(HEADER_POLICY))
  return withHeaders(() => ({ 'Content-Security-Policy': policy }))
}

it('the deck has the experiment’s slide', () => {
  expect(no).toBeGreaterThan(0)
})

describe('before Run is pressed', () => {
  it('shows the recorded result, says so, and has fetched nothing of it', async () => {
    const { page, problems } = await newWindow(plain)
    const requests = recordRequests(page)
    await openExperiment(page)
    await expectWholeSlide(page, 'recorded')
    expect(await page.locator('#slide-content .live .source').first().innerText()).toMatch(/^Recorded/)
    expect(await page.getByRole('button', { name: 'Run it here (about 5 MB)' }).count()).toBe(1)
    expect(page.workers()).toEqual([])
    expect(problems).toEqual([])

    const fetched = requests.map(url => new URL(url).pathname.slice(sites.root.base.length))
    expect(fetched.filter(file => file.endsWith('.js')).length).toBeGreaterThan(5)
    for (const part of ['engine', 'worker', 'program'] as const)
      expect(fetched, part).not.toContain(chunkOf(part))
    expect(fetched.filter(file => RUN_TIME.live.test(`/${file}`))).toEqual([])
    // nor is more of it in any other script
    const texts = fetched.filter(file => /\.m?js$/.test(file)).map(file => readFileSync(path.join(sites.root.folder, file), 'utf8'))
    for (const word of [...Object.values(WORDS), 'loadPyodide', 'instantiateStreaming'])
      expect(texts.filter(text => text.includes(word)), word).toEqual([])
  })

  it('is a still picture in print, without controls', async () => {
    const { page } = await newWindow(plain)
    await page.goto(`${sites.root.url}${no}?print`)
    await page.locator('.live .chart').first().waitFor()
    expect(await page.locator('.live .controls').count()).toBe(0)
    expect(await page.locator('.live').first().innerText()).toContain('Recorded')
  })
})

describe('where the slide is only shown', () => {
  /** The key does nothing here. */
  async function expectStill(page: Page, still: Locator, requests: string[]): Promise<void> {
    await still.waitFor()
    expect(await still.innerText()).toContain('Recorded')
    expect(await still.locator('.bar').count()).toBeGreaterThan(4)
    expect(await still.locator('.controls').count()).toBe(0)
    await page.keyboard.press(KEY)
    await page.evaluate(() => new Promise(resolve => setTimeout(resolve, 500)))
    expect(page.workers()).toEqual([])
    expect(requests.filter(url => url.endsWith(chunkOf('engine')) || RUN_TIME.live.test(new URL(url).pathname))).toEqual([])
  }

  it('the overview has the recorded result, and nothing runs', async () => {
    const { page, problems } = await newWindow(plain)
    const requests = recordRequests(page)
    await page.goto(`${sites.root.url}overview`)
    await expectStill(page, page.locator('.live').filter({ visible: true }).first(), requests)
    expect(await page.locator('.controls').count()).toBe(0)
    expect(problems).toEqual([])
  })

  it('the presenter’s preview of the next slide has it too, and nothing runs', async () => {
    const { page, problems } = await newWindow(plain)
    const requests = recordRequests(page)
    const clicks = slides[no - 2]?.clicks ?? 0
    await page.goto(`${sites.root.url}presenter/${no - 1}${clicks ? `?clicks=${clicks}` : ''}`)
    await expectStill(page, page.locator('.live').filter({ visible: true }).first(), requests)
    expect(await page.locator('.controls').filter({ visible: true }).count()).toBe(0)
    expect(problems).toEqual([])
  })
})

describe('a run', () => {
  it('ends with the same answers everywhere and Rust far ahead, is kept, and is warm the second time', async () => {
    const { page, problems } = await newWindow(plain)
    const requests = recordRequests(page)
    await openExperiment(page)
    await page.keyboard.press(KEY)
    await phaseIs(page, 'running')
    await expectWholeSlide(page, 'recorded')
    await phaseIs(page, 'done', 'failed')
    expect(await status(page)).toBe('Done: all programs gave the same answers')
    await expectWholeSlide(page, 'own')

    const result = await kept(page)
    expect(isResult(result)).toBe(true)
    const { samples } = result as Result
    const faster = (lane: keyof Result['samples']) => median(samples.python) / median(samples[lane])
    expect(samples.python.length).toBeGreaterThanOrEqual(7)
    // Rust owns the data and allocates nothing: recorded are 19 and 300. "Polygon in Rust" (7.5) allocates for each test
    expect(faster('lean-release')).toBeGreaterThan(10)
    expect(faster('columns-release')).toBeGreaterThan(100)
    expect(faster('class-release')).toBeGreaterThan(faster('naive-release'))
    expect(faster('lean-release')).toBeGreaterThan(faster('naive-release'))
    expect(faster('naive-release')).toBeGreaterThan(1)
    // the trap: what the optimiser does
    expect(faster('naive-release')).toBeGreaterThan(faster('naive-debug'))
    expect(faster('lean-release')).toBeGreaterThan(faster('lean-debug'))
    expect(requests.filter(url => url.includes('/pyodide-'))).toHaveLength(4)

    const before = requests.length
    await press(page, /^Run again$/)
    await phaseIs(page, 'preparing', 'running')
    await phaseIs(page, 'done', 'failed')
    expect(await status(page)).toBe('Done: all programs gave the same answers')
    expect(requests.slice(before)).toEqual([])
    expect((await kept(page))?.date).not.toBe(result?.date)

    await reload(page)
    await expectWholeSlide(page, 'own')
    expect(await page.locator('#slide-content .live .source').first().innerText()).toMatch(/^Measured here/)
    expect(problems).toEqual([])
  }, 2 * LONG)

  it('goes on under a sub-path, and gives a Markdown table', async () => {
    const { page, problems } = await newWindow(plain)
    await openExperiment(page, sites.sub)
    await press(page, /^Run it here/)
    await phaseIs(page, 'done', 'failed')
    await press(page, /^Copy as table$/)
    await page.getByRole('button', { name: 'Copied' }).waitFor()
    expect(await pasted(page)).toMatch(/\| what ran \| median \| spread \| here \| in the article \|/)
    expect(problems).toEqual([])
  }, LONG)

  it('needs no more of a Content-Security-Policy than wasm-unsafe-eval', async () => {
    const { page, problems } = await newWindow(plain)
    expect(HEADER_POLICY['script-src']).toContain('\'wasm-unsafe-eval\'')
    expect(formatPolicy(HEADER_POLICY)).not.toMatch(/'unsafe-eval'|blob:|https?:/)
    await openExperiment(page, await withPolicy())
    await press(page, /^Run it here/)
    await phaseIs(page, 'running', 'failed')
    // the first run may be over by now
    expect(await status(page)).toMatch(/^Run \d of/)
    expect(problems).toEqual([])
  }, LONG)
})

describe('a viewer’s own result', () => {
  /** Opens the slide for a viewer who has this result from an earlier visit. */
  async function openWith(page: Page, change: Partial<Result>): Promise<void> {
    const own: Result = { ...recorded as Result, machine: undefined, ...change }
    await page.addInitScript(([key, text]) => localStorage.setItem(key, text), [scoped(sites.root.base), JSON.stringify(own)] as const)
    await openExperiment(page)
  }

  it('takes the place of the recorded one, which the page came with, in place: nothing is there twice, nothing shifts', async () => {
    const { page } = await newWindow(plain)
    await page.addInitScript(() => {
      const most = { seen: 0, told: 0, shift: 0 }
      Object.assign(globalThis, { most })
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) most.shift += (entry as PerformanceEntry & { value: number }).value
      }).observe({ type: 'layout-shift', buffered: true })
      const look = () => {
        const seen = [...document.querySelectorAll('#slide-content .controls')].filter(controls => controls.checkVisibility({ visibilityProperty: true }))
        most.seen = Math.max(most.seen, seen.length)
        most.told = Math.max(most.told, seen.filter(controls => !controls.closest('[inert], [aria-hidden="true"]')).length)
        requestAnimationFrame(look)
      }
      look()
    })
    await openWith(page, {})
    // once more: now the fonts are at hand
    await reload(page)
    expect(await page.evaluate(() => (globalThis as unknown as { most: object }).most)).toEqual({ seen: 1, told: 1, shift: 0 })
    await expectWholeSlide(page, 'own')
  })

  it.each<[string, Partial<Result>, RegExp]>([
    ['was made in the background', { background: true }, /^Take with care: the page was in the background/],
    ['has runs that lie far apart', { samples: { ...recorded.samples, 'class-release': [10, 20, 30] } }, /^Take with care: .*\(Polygon in Rust: ± 25%\)$/],
  ])('says so if it %s', async (_, change, line) => {
    const { page } = await newWindow(plain)
    await openWith(page, change)
    expect(await page.locator('#slide-content .controls .warning').innerText()).toMatch(line)
    await expectWholeSlide(page, 'own')
  })

  it('is known to be made in the background when the page was there for a while', async () => {
    const { page } = await newWindow(plain)
    const becomes = (state: DocumentVisibilityState) => page.evaluate((state) => {
      Object.defineProperty(document, 'visibilityState', { value: state, configurable: true })
      document.dispatchEvent(new Event('visibilitychange'))
    }, state)
    await openExperiment(page)
    await page.keyboard.press(KEY)
    await phaseIs(page, 'running')
    await becomes('hidden')
    await becomes('visible')
    await phaseIs(page, 'done', 'failed')
    expect((await kept(page))?.background).toBe(true)
    await expectWholeSlide(page, 'own')

    // and not for good
    await press(page, /^Run again$/)
    await phaseIs(page, 'preparing', 'running')
    await phaseIs(page, 'done', 'failed')
    expect((await kept(page))?.background).toBe(false)
  }, LONG)
})

describe('offline', () => {
  const ofRun = (requests: string[]) => requests.filter(path => RUN_TIME.live.test(path))
  const FILES = 6

  /** Waits until a service worker serves the page. */
  const isServed = (page: Page) => page.evaluate(async () => {
    await navigator.serviceWorker.ready
    if (!navigator.serviceWorker.controller)
      await new Promise(resolve => navigator.serviceWorker.addEventListener('controllerchange', resolve, { once: true }))
  })

  /** How many of a run's files the browser keeps for offline use. */
  const keptFiles = (page: Page) => page.evaluate(async () => {
    const names = (await caches.keys()).filter(name => name.startsWith('live-experiment'))
    return (await Promise.all(names.map(async name => (await caches.open(name)).keys()))).flat().length
  })

  it('it works once it has been run, and nothing of it is kept before', async () => {
    const host = await startHost(sites.root)
    const { page } = await newWindow({ serviceWorkers: 'allow' })
    await openExperiment(page, host.site)
    await isServed(page)
    await reload(page)
    expect(ofRun(host.requests)).toEqual([])
    expect(await keptFiles(page)).toBe(0)
    await runToEnd(page)
    expect(ofRun(host.requests)).toHaveLength(FILES)
    expect(await keptFiles(page)).toBe(FILES)

    await host.stop()
    await reload(page)
    await runToEnd(page)
    expect(ofRun(host.requests)).toHaveLength(FILES)
  }, LONG)

  it('it works also for whoever has run it before the deck was kept, under a sub-path', async () => {
    const host = await startHost(sites.sub)
    const { page } = await newWindow({ serviceWorkers: 'allow' })
    await page.addInitScript(() => {
      const { register } = ServiceWorkerContainer.prototype
      ServiceWorkerContainer.prototype.register = async function (...options) {
        await new Promise(resolve => Object.assign(globalThis, { registerNow: resolve }))
        return register.apply(this, options)
      }
    })
    await openExperiment(page, host.site)
    await runToEnd(page)
    expect(await keptFiles(page)).toBe(0)
    await page.evaluate(() => (globalThis as unknown as { registerNow: () => void }).registerNow())
    await expect.poll(() => keptFiles(page), { timeout: LONG }).toBe(FILES)

    await host.stop()
    await reload(page)
    await runToEnd(page)
  }, LONG)
})

describe('while the engine is on its way', () => {
  it('two presses are one run, which Stop ends for good', async () => {
    const { page, problems } = await newWindow(plain)
    const engine = await holdEngine(page)
    await openExperiment(page)
    await page.getByRole('button', { name: /^Run it here/ }).dblclick()
    await page.keyboard.press(KEY)
    await page.keyboard.press(KEY)
    await phaseIs(page, 'loading')
    await engine.asked()
    expect(await status(page)).toBe('Loading the experiment')
    await engine.arrive()
    await phaseIs(page, 'downloading', 'starting', 'preparing', 'running')
    expect(page.workers()).toHaveLength(1)
    await press(page, /^Stop$/)
    await phaseIs(page, 'stopped')
    await workersGone(page)
    expect(problems.filter(problem => !problem.startsWith('failed: '))).toEqual([])
  })

  it('Stop is offered, and nothing runs when it is there', async () => {
    const { page } = await newWindow(plain)
    const requests = recordRequests(page)
    const engine = await holdEngine(page)
    await openExperiment(page)
    await page.keyboard.press(KEY)
    await engine.asked()
    await press(page, /^Stop$/)
    await phaseIs(page, 'stopped')
    await engine.arrive()
    expect(page.workers()).toEqual([])
    expect(requests.filter(url => url.includes('/pyodide-'))).toEqual([])
    await phaseIs(page, 'stopped')
    await page.keyboard.press(KEY)
    await phaseIs(page, 'downloading', 'starting', 'preparing')
  })

  it('leaving the slide ends it: nothing runs on a slide that nobody sees', async () => {
    const { page } = await newWindow(plain)
    const requests = recordRequests(page)
    const engine = await holdEngine(page)
    await openExperiment(page)
    await page.keyboard.press(KEY)
    await engine.asked()
    await page.keyboard.press('ArrowRight')
    await page.waitForURL(new RegExp(`/${no + 1}(\\?|$)`))
    await engine.arrive()
    expect(page.workers()).toEqual([])
    expect(requests.filter(url => url.includes('/pyodide-'))).toEqual([])
  })

  it('the presenter sees it, and that it failed to come', async () => {
    const { page: audience, context } = await newWindow(plain)
    const engine = await holdEngine(audience)
    await openExperiment(audience)
    const presenter = await context.newPage()
    await presenter.goto(`${sites.root.url}presenter/${no}`)
    const controls = (phase: Phase) => presenter.locator(`.controls[data-phase="${phase}"]`).first()
    await controls('idle').waitFor()
    await presenter.keyboard.press(KEY)
    await presenter.keyboard.press(KEY)
    await controls('loading').waitFor()
    await engine.asked()
    await engine.fail()
    await controls('failed').waitFor()
    await phaseIs(audience, 'failed')
    expect(await presenter.locator('.controls .status').first().innerText()).toMatch(/^A file could not be downloaded\./)
    expect(audience.workers()).toEqual([])
  })
})

describe('stopping', () => {
  it.each(['downloading', 'preparing', 'running'] as const)('works while %s, and a run after it begins anew', async (phase) => {
    const { page } = await newWindow(plain)
    if (phase === 'downloading')
      await page.context().route('**/pyodide.asm.wasm', () => {})
    await openExperiment(page)
    await page.keyboard.press(KEY)
    await phaseIs(page, phase)
    await press(page, /^Stop$/)
    await phaseIs(page, 'stopped')
    await workersGone(page)
    await expectWholeSlide(page, 'recorded')
    await page.keyboard.press(KEY)
    await phaseIs(page, 'downloading', 'starting', 'preparing')
  }, LONG)

  it('is what leaving the slide does: the worker ends', async () => {
    const { page } = await newWindow(plain)
    await openExperiment(page)
    await page.keyboard.press(KEY)
    await phaseIs(page, 'running')
    expect(page.workers()).toHaveLength(1)
    await page.keyboard.press('ArrowRight')
    await workersGone(page)
  }, LONG)

  it('gives the memory back when the slide is left, after a run and in the middle of one', async () => {
    // pages may ask for it when they are isolated from all others; the experiment itself needs no such thing
    const site = await withHeaders(pathname => ({ ...responseHeaders(pathname), 'Cross-Origin-Opener-Policy': 'same-origin', 'Cross-Origin-Embedder-Policy': 'require-corp' }))
    const { page } = await newWindow(plain)
    const megabytes = () => page.evaluate(async () => {
      const { bytes } = await (performance as unknown as { measureUserAgentSpecificMemory: () => Promise<{ bytes: number }> }).measureUserAgentSpecificMemory()
      return bytes / 1e6
    })
    await openExperiment(page, site)
    const before = await megabytes()
    await runToEnd(page)
    const warm = await megabytes()
    await page.keyboard.press('ArrowRight')
    await workersGone(page)
    const after = await megabytes()
    // what the browser counts of it: about 11 MB, the WebAssembly memory that hangs on it not included
    expect(warm - before).toBeGreaterThan(5)
    expect(after - before).toBeLessThan((warm - before) / 4)

    // and in the middle of a run
    await page.keyboard.press('ArrowLeft')
    await page.keyboard.press(KEY)
    await phaseIs(page, 'running')
    await page.keyboard.press('ArrowRight')
    await workersGone(page)
    expect(await megabytes() - before).toBeLessThan((warm - before) / 4)
  }, LONG)

  it('leaves the deck’s keys to the deck', async () => {
    const { page } = await newWindow(plain)
    await openExperiment(page)
    await press(page, /^Run it here/)
    await press(page, /^Stop$/)
    await phaseIs(page, 'stopped')
    await page.keyboard.press('ArrowRight')
    await page.waitForURL(new RegExp(`/${no + 1}(\\?|$)`))
  })
})

describe('a failure is one clear line under the recorded chart:', () => {
  async function expectLine(page: Page, line: RegExp): Promise<void> {
    await phaseIs(page, 'failed', 'done')
    expect(await status(page)).toMatch(line)
    await workersGone(page)
    await expectWholeSlide(page, 'recorded')
    // and it can be tried again
    expect(await page.getByRole('button', { name: /^Run it here/ }).getAttribute('aria-disabled')).toBe('false')
  }

  it.each([
    ['pyodide.asm.wasm', 'unreachable', /^A file could not be downloaded\. \(pyodide\.asm\.wasm: the host can’t be reached\)$/],
    ['pyodide.asm.mjs', 'missing', /^A file could not be downloaded\. \(pyodide\.asm\.mjs: /],
    ['python_stdlib-*.zip', 'missing', /^A file could not be downloaded\. \(python_stdlib-[0-9a-f]+\.zip: HTTP 404\)$/],
    ['pyodide.asm.wasm', 'a page', /^A file could not be downloaded\. \(pyodide\.asm\.wasm: \d+ of \d+ bytes arrived\)$/],
    ['polymatch.release*.so', 'unreachable', /^A file could not be downloaded\. \(polymatch\.release.*\.so: the host can’t be reached\)$/],
    ['worker-*.js', 'missing', /^This browser would not start a worker\./],
  ])('%s is %s', async (file, what, line) => {
    const { page } = await newWindow(plain)
    await page.context().route(`**/${file}`, route => what === 'unreachable'
      ? route.abort('connectionrefused')
      : what === 'missing' ? route.fulfill({ status: 404, body: 'no' }) : route.fulfill({ contentType: 'text/html', body: '<!doctype html>' }))
    await openExperiment(page)
    await page.keyboard.press(KEY)
    await expectLine(page, line)
  }, LONG)

  it('no WebAssembly', async () => {
    const { page } = await newWindow(plain)
    await page.context().route('**/worker-*.js', async (route) => {
      const response = await route.fetch()
      await route.fulfill({ response, body: `delete self.WebAssembly;${await response.text()}` })
    })
    const requests = recordRequests(page)
    await openExperiment(page)
    await page.keyboard.press(KEY)
    await expectLine(page, /^This browser has no WebAssembly, which Python needs here\.$/)
    expect(requests.filter(url => url.includes('/pyodide-'))).toEqual([])
  })

  it('a policy that forbids WebAssembly', async () => {
    const { page } = await newWindow(plain)
    const requests = recordRequests(page)
    await openExperiment(page, await withPolicy(policy => ({
      ...policy,
      'script-src': policy['script-src']?.filter(source => source !== '\'wasm-unsafe-eval\'') ?? [],
    })))
    await page.keyboard.press(KEY)
    await expectLine(page, /^This page’s security policy does not let WebAssembly run\./)
    expect(requests.filter(url => url.includes('/pyodide-'))).toEqual([])
  })

  it('a policy that forbids workers', async () => {
    const { page } = await newWindow(plain)
    await openExperiment(page, await withPolicy(policy => ({ ...policy, 'worker-src': ['\'none\''] })))
    await page.keyboard.press(KEY)
    await expectLine(page, /^This browser would not start a worker\./)
  })

  it('not enough memory', async () => {
    const { page } = await newWindow(plain)
    await page.context().route('**/worker-*.js', async (route) => {
      const response = await route.fetch()
      const refuse = 'WebAssembly.instantiateStreaming = async () => { throw new RangeError("could not allocate memory") };'
      await route.fulfill({ response, body: `${refuse}${await response.text()}` })
    })
    await openExperiment(page)
    await page.keyboard.press(KEY)
    await expectLine(page, /^There is not enough memory for Python here\./)
  }, LONG)

  it('a file that is no WebAssembly after all', async () => {
    const { page } = await newWindow(plain)
    await page.context().route('**/pyodide.asm.wasm', async (route) => {
      const response = await route.fetch()
      await route.fulfill({ response, body: Buffer.alloc((await response.body()).length) })
    })
    await openExperiment(page)
    await page.keyboard.press(KEY)
    await expectLine(page, /^Python stopped with an error\. \(.*magic word/)
  }, LONG)
})

describe('with a presenter', () => {
  it('one window of the audience’s runs, and all see how it goes', async () => {
    const { page: audience, context } = await newWindow(plain)
    await openExperiment(audience)
    const second = await context.newPage()
    await openExperiment(second)
    const presenter = await context.newPage()
    await presenter.goto(`${sites.root.url}presenter/${no}`)
    const controls = (phase: Phase) => presenter.locator(`.controls[data-phase="${phase}"]`).first()
    await controls('idle').waitFor()
    await presenter.keyboard.press(KEY)
    await controls('running').waitFor({ timeout: LONG })
    for (const page of [audience, second]) await phaseIs(page, 'running')
    expect(audience.workers().length + second.workers().length).toBe(1)
    expect(presenter.workers()).toHaveLength(0)
    // whichever window stops it
    await press(audience.workers().length ? second : audience, /^Stop$/)
    for (const page of [audience, second]) await phaseIs(page, 'stopped')
    await controls('stopped').waitFor()
    await workersGone(audience)
    await workersGone(second)

    await presenter.keyboard.press(KEY)
    await controls('preparing').or(controls('running')).first().waitFor({ timeout: LONG })
    await presenter.getByRole('button', { name: 'Stop' }).first().click()
    await controls('stopped').waitFor()
    await workersGone(audience)
    await workersGone(second)
  }, LONG)
})
