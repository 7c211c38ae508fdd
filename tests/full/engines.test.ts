import type { Engine, EngineName, Tab } from '../engines/engine'
import { createServer } from 'node:http'
import { once } from 'node:events'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { openSlide, settled } from '../engines/deck'
import { until } from '../engines/engine'
import { engines, startEngine } from '../engines/start'
import { slides } from '../support/deck'
import { site } from '../support/site'

/** Five slides from the first to the last. */
const sample = [...new Set([0, 1, 2, 3, 4].map(step => slides[Math.round(step * (slides.length - 1) / 4)]))].filter(slide => slide !== undefined)
const SIZES = [[1280, 720], [900, 900]] as const

/** Serves a site whose scripts never arrive; returns its address. */
async function hostWithoutScripts(url: string): Promise<string> {
  const server = createServer((request, response) => {
    void (async () => {
      if (request.url?.endsWith('.js')) return void response.writeHead(503).end()
      const answer = await fetch(new URL(request.url ?? '/', url))
      const headers = Object.fromEntries([...answer.headers].filter(([name]) => !/^(?:content-(?:encoding|length)|transfer-encoding|connection)$/.test(name)))
      response.writeHead(answer.status, headers).end(Buffer.from(await answer.arrayBuffer()))
    })().catch(() => response.destroy())
  }).listen(0, 'localhost')
  await once(server, 'listening')
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  const address = server.address()
  return `http://localhost:${typeof address === 'object' && address ? address.port : 0}${new URL(url).pathname}`
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

  async function newTab(): Promise<Tab> {
    const tab = await engine.newTab()
    onTestFinished(() => tab.close())
    return tab
  }

  it('the slide in the HTML is where the deck will draw it', async () => {
    const tab = await newTab()
    const host = await hostWithoutScripts(site.url)
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

  it('five slides are drawn, without an error', async () => {
    const tab = await newTab()
    const before = engine.problems.length
    await tab.resize(1280, 720)
    for (const { no, clicks } of sample) {
      await openSlide(tab, site.url, no, clicks)
    }
    await settled(tab, sample.at(-1)?.no ?? 1, sample.at(-1)?.clicks)
    // what a page was still loading when it was left, Firefox reports as an error
    expect(engine.problems.slice(before).filter(problem => !problem.includes('error loading dynamically imported module'))).toEqual([])
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
})
