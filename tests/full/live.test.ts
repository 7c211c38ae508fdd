/** The live experiment in the built deck: its states with a worker that follows a script, and two runs of the real one. */
import type { Page } from 'playwright-chromium'
import type { Policy } from '../../addons/hosted/security/policy'
import type { Report } from '../../addons/live/engine/protocol'
import type { Result } from '../../addons/live/engine/result'
import type { Phase } from '../../addons/live/engine/state'
import type { Site } from '../support/setup'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { serveFolder } from '../../addons/hosted/tests/serve'
import { RUN_TIME } from '../../addons/hosted/offline/pwa'
import { formatPolicy, HEADER_POLICY } from '../../addons/hosted/security/policy'
import { scoped } from '../../addons/live/engine/keep'
import { lanes } from '../../addons/live/engine/lanes'
import { isResult } from '../../addons/live/engine/result'
import { median } from '../../addons/live/engine/statistics'
import recorded from '../../addons/live/recorded.json'
import { KEY } from '../../addons/live/ui/shortcut'
import { slides } from '../support/deck'
import { startHost } from '../support/host'
import { layoutProblems } from '../support/layout'
import { newWindow, openSlide, settled, site } from '../support/site'

const no = slides.findIndex(slide => slide.content.includes('<LiveExperiment')) + 1
if (no === 0) process.stdout.write('skipped: the live experiment was not tested: this deck has no slide with a <LiveExperiment />\n')

/** A whole run on a busy machine; only a hang takes longer. */
const LONG = 600_000
const ENDED = ['done', 'failed', 'stopped'] as const

const live = '#app #slide-content .live'
const phaseIs = (page: Page, ...phases: readonly Phase[]) =>
  page.locator(phases.map(phase => `#app #slide-content .controls[data-phase="${phase}"]`).join()).waitFor({ timeout: LONG })
const press = (page: Page, name: RegExp) => page.getByRole('button', { name }).click()
const status = (page: Page) => page.locator(`${live} .status`).innerText()
const rows = (page: Page) => page.locator(`${live} tbody tr`).evaluateAll(rows => rows.map(row => ({
  time: row.querySelector('.time')?.textContent,
  ratio: row.querySelector('.ratio')?.textContent,
  dots: row.querySelectorAll('.dot').length,
  width: (row.querySelector('.bar') as HTMLElement).style.width,
})))

async function openExperiment(page: Page, from: Site = site): Promise<void> {
  await openSlide(page, from, no)
  await phaseIs(page, 'idle')
}

/** Addresses that the page, its workers included, has asked for since. */
function recordRequests(page: Page): string[] {
  const urls: string[] = []
  page.context().on('request', request => urls.push(request.url()))
  return urls
}

/** Of a run's own files, which nobody fetches who does not press Run. */
const ofRun = (urls: readonly string[]) => urls.filter(url => RUN_TIME.live.test(new URL(url).pathname) || /\/worker-[^/]*\.js$/.test(url))

/** The chart is complete, whatever happened, and the slide is in order. */
async function expectWholeSlide(page: Page, result: 'recorded' | 'own'): Promise<void> {
  expect(await page.locator(`${live}[data-result="${result}"] .bar`).count()).toBe(lanes.length)
  expect((await rows(page)).filter(row => !row.time || !row.ratio || row.dots < 3)).toEqual([])
  expect(await layoutProblems(page)).toEqual([])
}

const { python, polygons, points, digest, samples } = recorded as Result
const measurement = { python, polygons, points, digest, samples }

/** In place of the real worker one that says what the test tells it to; what it is asked is written down. */
async function scriptWorker(page: Page): Promise<{ say: (...reports: Report[]) => Promise<void>, alive: () => Promise<number>, commands: () => Promise<string[]> }> {
  await page.context().addInitScript(() => {
    const workers: { onmessage?: (event: unknown) => void }[] = []
    const commands: string[] = []
    Object.assign(globalThis, { scripted: { workers, commands } })
    globalThis.Worker = class {
      onmessage?: (event: unknown) => void

      constructor() {
        workers.push(this)
      }

      postMessage(command: { type: string }) {
        commands.push(command.type)
      }

      terminate() {
        workers.splice(workers.indexOf(this), 1)
      }
    } as never
  })
  type Scripted = { scripted: { workers: { onmessage?: (event: unknown) => void }[], commands: string[] } }
  return {
    say: (...reports) => page.evaluate(reports => reports.forEach(data => (globalThis as unknown as Scripted).scripted.workers.at(-1)?.onmessage?.({ data })), reports),
    alive: () => page.evaluate(() => (globalThis as unknown as Scripted).scripted.workers.length),
    commands: () => page.evaluate(() => (globalThis as unknown as Scripted).scripted.commands),
  }
}

/** What this viewer has kept, as the page does it. */
const kept = (page: Page) => page.evaluate(key => JSON.parse(localStorage.getItem(key) ?? 'null') as Result | null, scoped(site.base))

/** The built deck, served with the policy that its hosts send in the header of everything, changed for the test. */
async function withPolicy(change: (policy: Policy) => Policy): Promise<Site> {
  const policy = formatPolicy(change(HEADER_POLICY))
  const server = await serveFolder({ folder: site.folder, base: site.base, headers: () => ({ 'Content-Security-Policy': policy }) })
  onTestFinished(() => server.close())
  return { ...site, url: server.url }
}

describe.skipIf(no === 0)('before Run is pressed', () => {
  it('the recorded result is shown, and nothing of a run has been fetched', async () => {
    const { page, problems } = await newWindow()
    const requests = recordRequests(page)
    await openExperiment(page)
    await expectWholeSlide(page, 'recorded')
    expect(await page.locator(`${live} .source strong`).innerText()).toBe('Recorded')
    expect(await page.locator(`${live} .headline`).count()).toBe(0)
    expect(await page.getByRole('button', { name: 'Run it here (about 5 MB)' }).count()).toBe(1)
    expect(page.workers()).toEqual([])
    expect(problems).toEqual([])
    expect(requests.filter(url => url.endsWith('.js')).length).toBeGreaterThan(5)
    expect(ofRun(requests)).toEqual([])
    // nor is the program in any other script
    const scripts = requests.map(url => new URL(url).pathname.slice(site.base.length)).filter(file => file.endsWith('.js'))
    expect(scripts.filter(file => /splitmix64|loadPyodide/.test(readFileSync(path.join(site.folder, file), 'utf8')))).toEqual([])
  })

  it.each([
    ['print', `${no}?print`],
    ['the overview', 'overview'],
    ['the presenter’s preview of the next slide', `presenter/${no - 1}?clicks=${slides[no - 2]?.clicks ?? 0}`],
  ])('%s has the recorded result, and nothing to press', async (_, address) => {
    const { page, problems } = await newWindow()
    const requests = recordRequests(page)
    await page.goto(`${site.url}${address}`)
    const still = page.locator('.live').filter({ visible: true }).first()
    await still.waitFor()
    expect(await still.innerText()).toContain('Recorded')
    expect(await still.innerText()).not.toMatch(/press|browser to/i)
    expect(await still.locator('.bar').count()).toBe(lanes.length)
    await page.keyboard.press(KEY)
    expect(await page.locator('.live .controls').filter({ visible: true }).count()).toBe(0)
    expect(ofRun(requests)).toEqual([])
    expect(problems).toEqual([])
  })

  it('says nothing of keys where there is no keyboard', async () => {
    const { page } = await newWindow({ hasTouch: true, isMobile: true, viewport: { width: 844, height: 390 } })
    await openExperiment(page)
    expect(await page.locator(`${live} .words`).innerText()).toBe('nothing is downloaded until then')
  })
})

describe.skipIf(no === 0)('a run, as its worker tells it', () => {
  it('empties the bars, fills them lane by lane, and ends with a figure, a table and a picture', async () => {
    const { page, problems } = await newWindow({ acceptDownloads: true })
    const { say, commands } = await scriptWorker(page)
    await openExperiment(page)
    // two presses are one run
    await page.getByRole('button', { name: /^Run it here/ }).click()
    await page.keyboard.press(KEY)
    expect(await status(page)).toBe('Loading the experiment')
    expect(await commands()).toEqual(['start'])
    expect(await rows(page)).toEqual(lanes.map(() => ({ time: '', ratio: '', dots: 0, width: '0%' })))
    await say({ type: 'downloading', loaded: 1_249_000, total: 5_150_000 })
    expect(await status(page)).toBe('Downloading Python: 1.2 of 5.2 MB')
    expect(await page.locator(`${live} progress`).getAttribute('value')).toBe(String(1_249_000 / 5_150_000))
    await say({ type: 'starting' })
    expect(await status(page)).toBe('Starting Python')
    await say({ type: 'ready' })
    expect(await status(page)).toBe('Checking answers, warming up')
    await say({ type: 'running', lane: 'naive-release', lap: 1, laps: 9, samples: { 'python': [100], 'naive-debug': [300] }, longest: 400 })
    expect(await status(page)).toBe('Run 1 of 9: naive Rust, release')
    expect((await rows(page)).slice(0, 3)).toEqual([
      { time: '100 ms', ratio: 'baseline', dots: 1, width: '25%' },
      { time: '300 ms', ratio: '3.0× slower', dots: 1, width: '75%' },
      { time: '', ratio: '', dots: 0, width: '0%' },
    ])
    expect(await layoutProblems(page)).toEqual([])

    await say({ type: 'measured', measurement: { ...measurement, samples: { ...measurement.samples, 'python': [230], 'class-release': [10] } } })
    await phaseIs(page, 'done')
    expect(await page.locator(`${live} .headline`).innerText()).toMatch(/^Your machine:\s*23×$/)
    expect(await page.locator(`${live} [role="status"]`).innerText()).toBe('Done: all programs gave the same answers. Your machine: 23×')
    expect(await page.locator(`${live} .source strong`).innerText()).toBe('Measured here')
    expect(await layoutProblems(page)).toEqual([])

    const download = page.waitForEvent('download')
    await press(page, /^Save picture$/)
    const saved = path.join(mkdtempSync(path.join(tmpdir(), 'picture-')), 'picture.png')
    onTestFinished(() => rmSync(path.dirname(saved), { recursive: true }))
    await (await download).saveAs(saved)
    const picture = readFileSync(saved)
    expect((await download).suggestedFilename()).toMatch(/\.png$/)
    expect([picture.toString('latin1', 1, 4), picture.readUInt32BE(16), picture.readUInt32BE(20)]).toEqual(['PNG', 1200, 675])
    await press(page, /^Copy as table$/)
    await page.getByRole('button', { name: 'Copied' }).waitFor()
    // pasted as a person does it: the site's policy keeps scripts from reading the clipboard
    await page.evaluate(() => document.body.appendChild(document.createElement('textarea')).focus())
    await page.keyboard.press('Control+V')
    expect(await page.locator('body > textarea').inputValue()).toMatch(/\| what ran \| median \| spread \| against Python \|/)

    await page.evaluate(() => document.querySelector('body > textarea')?.remove())

    // Python is warm, and the result is kept
    await press(page, /^Run again$/)
    expect(await commands()).toEqual(['start', 'run', 'run'])
    await page.reload()
    await settled(page, no, 0)
    expect(await page.locator(`${live} .headline strong`).innerText()).toBe('23×')
    expect(problems).toEqual([])
  })

  it.each<[string, Report[]]>([
    ['loads', []],
    ['downloads', [{ type: 'downloading', loaded: 1, total: 10 }]],
    ['runs', [{ type: 'ready' }, { type: 'running', lane: 'python', lap: 1, laps: 9, samples: {}, longest: 100 }]],
  ])('ends when it is stopped while it %s, and when the slide is left', async (_, reports) => {
    const { page } = await newWindow()
    const { say, alive } = await scriptWorker(page)
    await openExperiment(page)
    await page.keyboard.press(KEY)
    await say(...reports)
    await press(page, /^Stop$/)
    await phaseIs(page, 'stopped')
    expect(await alive()).toBe(0)
    await expectWholeSlide(page, 'recorded')
    await page.keyboard.press(KEY)
    await say(...reports)
    expect(await alive()).toBe(1)
    await page.keyboard.press('ArrowRight')
    await page.waitForURL(new RegExp(`/${no + 1}(\\?|$)`))
    await expect.poll(alive).toBe(0)
  })

  it.each<[Extract<Report, { type: 'failed' }>['failure'], string, RegExp]>([
    ['download', 'x.wasm: HTTP 404', /^A file could not be downloaded\. \(x\.wasm: HTTP 404\)$/],
    ['memory', '', /^There is not enough memory for Python here\.$/],
    ['mismatch', '', /^The programs gave different answers/],
    ['clock', 'every 100 ms', /^This browser’s clock ticks too coarsely to time anything here\. \(every 100 ms\)$/],
    ['panic', 'unreachable', /^The Rust module panicked, which ended its Python\. The next run starts a new one\./],
    ['python', 'x'.repeat(300), /^Python stopped with an error\. \(x{80}…\)$/],
  ])('that fails (%s) is one clear line under the recorded chart, and can be tried again', async (failure, detail, line) => {
    const { page } = await newWindow()
    const { say, alive } = await scriptWorker(page)
    await openExperiment(page)
    await page.keyboard.press(KEY)
    await say({ type: 'ready' }, { type: 'failed', failure, detail })
    expect(await status(page)).toMatch(line)
    expect(await alive()).toBe(0)
    await expectWholeSlide(page, 'recorded')
    await page.keyboard.press(KEY)
    expect(await alive()).toBe(1)
  })

  it('is run by one window of the audience, and seen by the presenter, who can stop it', async () => {
    const { page: audience, context } = await newWindow()
    const { say, alive } = await scriptWorker(audience)
    await openExperiment(audience)
    const presenter = await context.newPage()
    await presenter.goto(`${site.url}presenter/${no}`)
    const controls = (phase: Phase) => presenter.locator(`.controls[data-phase="${phase}"]`).first().waitFor()
    await controls('idle')
    await presenter.keyboard.press(KEY)
    await controls('loading')
    await phaseIs(audience, 'loading')
    await say({ type: 'ready' }, { type: 'running', lane: 'naive-debug', lap: 1, laps: 9, samples: { python: [100] }, longest: 200 })
    await controls('running')
    expect(await presenter.locator('.live .bar').first().evaluate(bar => (bar as HTMLElement).style.width)).toBe('50%')
    await presenter.getByRole('button', { name: 'Stop' }).first().click()
    await phaseIs(audience, 'stopped')
    await controls('stopped')
    expect(await alive()).toBe(0)
  })

  it('is known to be made in the background when the page was there for a while', async () => {
    const { page } = await newWindow()
    const { say } = await scriptWorker(page)
    await openExperiment(page)
    await page.keyboard.press(KEY)
    await page.evaluate(() => {
      for (const state of ['hidden', 'visible']) {
        Object.defineProperty(document, 'visibilityState', { value: state, configurable: true })
        document.dispatchEvent(new Event('visibilitychange'))
      }
    })
    await say({ type: 'ready' }, { type: 'measured', measurement })
    await phaseIs(page, 'done')
    expect((await kept(page))?.background).toBe(true)
    expect(await page.locator(`${live} .warning`).innerText()).toMatch(/^Take with care: the page was in the background/)
    expect(await layoutProblems(page)).toEqual([])
  })
})

describe.skipIf(no === 0)('a viewer’s own result', () => {
  it('replaces the recorded one, which the page came with, in place: nothing is there twice, nothing shifts', async () => {
    const { page } = await newWindow()
    const wide = { ...recorded.samples, 'class-release': [10, 20, 30] }
    await page.addInitScript(([key, text]) => localStorage.setItem(key, text), [scoped(site.base), JSON.stringify({ ...recorded, machine: undefined, samples: wide })] as const)
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
    await openExperiment(page)
    // once more: now the fonts are at hand
    await page.reload()
    await settled(page, no, 0)
    expect(await page.evaluate(() => (globalThis as unknown as { most: object }).most)).toEqual({ seen: 1, told: 1, shift: 0 })
    await expectWholeSlide(page, 'own')
    expect(await page.locator(`${live} .warning`).innerText()).toMatch(/^Take with care: .*\(Rust, no allocation: ±25%\)$/)
  })
})

describe.skipIf(no === 0)('the real worker', () => {
  async function expectFailure(page: Page, line: RegExp): Promise<void> {
    await page.keyboard.press(KEY)
    await phaseIs(page, ...ENDED)
    expect(await status(page)).toMatch(line)
    await expect.poll(() => page.workers().length).toBe(0)
    await expectWholeSlide(page, 'recorded')
  }

  it.each([
    ['pyodide.asm.wasm', 'unreachable', /^A file could not be downloaded\. \(pyodide\.asm\.wasm: the host can’t be reached\)$/],
    ['pyodide.asm.js', 'missing', /^A file could not be downloaded\. \(pyodide\.asm\.js: /],
    ['python_stdlib-*.zip', 'missing', /^A file could not be downloaded\. \(python_stdlib-[0-9a-f]+\.zip: HTTP 404\)$/],
    ['pyodide.asm.wasm', 'a page', /^A file could not be downloaded\. \(pyodide\.asm\.wasm: \d+ of \d+ bytes arrived\)$/],
    ['polymatch.release*.wasm', 'unreachable', /^A file could not be downloaded\. \(polymatch\.release.*\.wasm: the host can’t be reached\)$/],
    ['worker-*.js', 'missing', /^This browser would not start a worker\./],
  ])('says so if %s is %s', async (file, what, line) => {
    const { page } = await newWindow()
    await page.context().route(`**/${file}`, route => what === 'unreachable'
      ? route.abort('connectionrefused')
      : what === 'missing' ? route.fulfill({ status: 404, body: 'no' }) : route.fulfill({ contentType: 'text/html', body: '<!doctype html>' }))
    await openExperiment(page)
    await expectFailure(page, line)
  })

  it('says so if there is no WebAssembly, and downloads nothing', async () => {
    const { page } = await newWindow()
    await page.context().route('**/worker-*.js', async (route) => {
      const response = await route.fetch()
      await route.fulfill({ response, body: `delete self.WebAssembly;${await response.text()}` })
    })
    const requests = recordRequests(page)
    await openExperiment(page)
    await expectFailure(page, /^This browser has no WebAssembly, which Python needs here\.$/)
    expect(requests.filter(url => url.includes('/pyodide-'))).toEqual([])
  })

  it.each<[string, (policy: Policy) => Policy, RegExp]>([
    ['WebAssembly', policy => ({ ...policy, 'script-src': ['\'self\'', '\'unsafe-inline\''] }), /^This page’s security policy does not let WebAssembly run\./],
    ['workers', policy => ({ ...policy, 'worker-src': ['\'none\''] }), /^This browser would not start a worker\./],
  ])('says so if a policy forbids %s', async (_, change, line) => {
    const { page } = await newWindow()
    await openExperiment(page, await withPolicy(change))
    await expectFailure(page, line)
  })

  it('gives the same answers everywhere, with Rust far ahead and the debug build behind Python; and again, offline', async () => {
    const host = await startHost(site)
    const { page, problems } = await newWindow({ serviceWorkers: 'allow' })
    expect(formatPolicy(HEADER_POLICY)).not.toMatch(/'unsafe-eval'|blob:|https?:/)
    const run = async () => {
      await page.keyboard.press(KEY)
      await phaseIs(page, ...ENDED)
      expect(await page.locator(`${live} [role="status"]`).innerText()).toMatch(/^Done: all programs gave the same answers/)
      await expectWholeSlide(page, 'own')
      return await kept(page) as Result
    }
    await openExperiment(page, host.site)
    const first = await run()
    expect(isResult(first)).toBe(true)
    const faster = (lane: keyof Result['samples']) => median(first.samples.python) / median(first.samples[lane])
    expect(faster('naive-debug')).toBeLessThan(1)
    expect(faster('naive-release')).toBeGreaterThan(1)
    expect(faster('class-release')).toBeGreaterThan(10)
    expect(faster('columns-release')).toBeGreaterThan(100)
    const fetched = () => host.requests.filter(path => RUN_TIME.live.test(path)).length
    await expect.poll(() => page.evaluate(async () => {
      const names = (await caches.keys()).filter(name => name.startsWith('live-experiment'))
      return (await Promise.all(names.map(async name => (await caches.open(name)).keys()))).flat().length
    }), { timeout: LONG }).toBe(6)
    const before = fetched()

    await host.stop()
    await page.reload()
    await settled(page, no, 0)
    expect((await run()).date).not.toBe(first.date)
    expect(fetched()).toBe(before)
    expect(problems.filter(problem => !problem.startsWith('failed: '))).toEqual([])
  }, 2 * LONG)
})
