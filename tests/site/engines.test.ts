/** Five slides in each browser engine of this machine; tests/full/engines.test.ts has the rest. */
import type { EngineName } from '../engines/engine'
import type { Found } from '../support/found'
import { expect, it, onTestFinished } from 'vitest'
import { openSlide } from '../engines/deck'
import { engines, problemsOf, startEngine } from '../engines/start'
import { sample } from '../support/deck'
import { note } from '../support/found'
import { layoutProblems } from '../support/layout'
import { site } from '../support/site'
import { asSnapshot, compareSnapshot, BY_ANOTHER_ENGINE } from '../support/snapshots'

it.each(engines.filter(name => name !== 'chromium'))('five slides in %s are whole, without an error, and as Chromium draws them', async (name: EngineName) => {
  const engine = await startEngine(name, { reducedMotion: true })
  onTestFinished(() => engine.close())
  const tab = await engine.newTab()
  await tab.resize(980, 552)
  const found: Found = {}
  for (const slide of sample) {
    await openSlide(tab, site.url, slide.no, slide.clicks)
    note(found, `slide ${slide.no}`, [...await layoutProblems(tab), ...await compareSnapshot(slide, 'light', asSnapshot(await tab.screenshot()), BY_ANOTHER_ENGINE)])
  }
  expect(found).toEqual({})
  expect(problemsOf(engine)).toEqual([])
})
