import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { plainTitle, windowTitle } from '../../addons/access/ui/title'
import { freePort, withServer } from '../bench/server'
import { ROOT } from '../../addons/hosted/commands/slidev'
import { slides, title } from '../support/deck'
import { packageScript, slidevDev } from '../support/scripts'
import { newWindow, settled, sites } from '../support/site'

/** A first start bundles Slidev's dependencies, which takes its time on a busy machine. */
const START_TIME = 300_000

describe('npm run dev', () => {
  it('leaves the port to Slidev: 3030, the next one that is free, or the one that is given', async () => {
    expect((await packageScript('dev')).join(' ')).toMatch(/\/slidev$/)
  })

  it('gives the talk by keyboard from the first slide to the last, and Vue has nothing to warn of', async () => {
    const port = await freePort()
    await withServer(slidevDev(port), { cwd: ROOT, port }, async () => {
      const { page, problems } = await newWindow()
      page.setDefaultTimeout(START_TIME)
      // The overview has all slides: what Vite finds late, for which it reloads the page, it finds here.
      await page.goto(`http://localhost:${port}/overview`)
      await page.locator('.slidev-slide-loading').first().waitFor({ state: 'detached' })
      await page.waitForLoadState('networkidle')
      await page.goto(`http://localhost:${port}/1`)
      await settled(page, 1, 0)
      problems.length = 0

      const found: Record<string, string[]> = {}
      for (const { no, clicks } of slides) {
        for (let click = 0; click <= clicks; click++) {
          if (no > 1 || click > 0) await page.keyboard.press('ArrowRight')
          await settled(page, no, click)
          // Slidev preloads every picture of the talk in dev, long before its slide; the build does not
          const news = problems.splice(0).filter(problem => !problem.includes('was preloaded using link preload'))
          if (news.length) found[`slide ${no}, click ${click}`] = news
        }
      }
      expect(found).toEqual({})
    })
  }, START_TIME)
})

describe('npm run preview', () => {
  it.each(Object.values(sites))('serves what was built for $base, there', async ({ base, folder }) => {
    const port = await freePort()
    await withServer([...await packageScript('preview'), '--out', path.relative(ROOT, folder), '--port', String(port)], { cwd: ROOT, port }, async () => {
      // the slide's own page, not the one that everything unknown gets
      for (const { no, title: heading } of slides.slice(1)) {
        const response = await fetch(`http://localhost:${port}${base}${no}`)
        expect(response.status).toBe(200)
        expect(/<title>([^<]*)/.exec(await response.text())?.[1]).toBe(windowTitle(plainTitle(heading), title))
      }
    })
  })
})
