/**
 * Every slide at every click, once in each colour scheme: one walk by keyboard, at each step of which all checks look at the
 * slide. `npm run snapshots` renews the snapshots, and the README's picture of the deck.
 */
import type { Page } from 'playwright-chromium'
import type { Check } from '../checks/check'
import type { Served } from '../../addons/hosted/tests/serve'
import type { Step } from '../support/deck'
import type { Found } from '../support/found'
import { writeFile } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { serveFolder } from '../../addons/hosted/tests/serve'
import { PAGE_HEADERS } from '../../addons/hosted/security/headers'
import { announced } from '../checks/announcement'
import { readableText } from '../checks/contrast'
import { axeFindsNothing, everyClickIsSeen, namedForAll, nothingWaits, sameSnapshot, wholeLayout } from '../checks/slide'
import { slides, steps } from '../support/deck'
import { note } from '../support/found'
import { recordMotion } from '../support/motion'
import { atCanvasSize, newWindow, openSlide, openWindow, site, walk } from '../support/site'
import { removeStaleSnapshots, staleSnapshots } from '../support/snapshots'

const renew = inject('renewSnapshots')

const nameOf = ({ no, clicks }: Step) => `slide ${no}, click ${clicks}`

/** A picture of each slide at its last click, for the README. */
const pictures = new Map<number, Buffer>()

describe.each([
  { scheme: 'light', served: 'with its headers', headers: () => PAGE_HEADERS, only: [everyClickIsSeen(), announced()] },
  { scheme: 'dark', served: 'without headers, as on GitHub Pages', headers: () => ({}), only: [] },
] as const)('every slide at every click, $scheme, $served', ({ scheme, headers, only }) => {
  const checks: Check[] = [wholeLayout, ...only, sameSnapshot(renew), readableText, nothingWaits, namedForAll, axeFindsNothing]
  const found = new Map<Check, Found>(checks.map(check => [check, {}]))
  const problemsAt: Found = {}
  let moved: string[] = []
  let server: Served | undefined

  beforeAll(async () => {
    server = await serveFolder({ ...site, headers })
    const { page, context, problems } = await openWindow({ ...atCanvasSize, colorScheme: scheme })
    const movements = await recordMotion(context)
    await openSlide(page, { ...site, url: server.url }, 1)
    const noteProblems = (step: Step) => {
      note(problemsAt, nameOf(step), problems.splice(0))
    }
    await walk(page, 'ArrowRight', steps, async (step) => {
      await visit(page, step)
      noteProblems(step)
    })
    await walk(page, 'ArrowLeft', steps.toReversed(), noteProblems)
    moved = await movements(page)
    await context.close()
  })
  afterAll(() => server?.close())

  async function visit(page: Page, step: Step): Promise<void> {
    const slide = slides[step.no - 1] ?? expect.fail('no such slide')
    let picture: Promise<Buffer> | undefined
    const visit = { page, slide, click: step.clicks, scheme, screenshot: () => picture ??= page.screenshot() }
    for (const check of checks) {
      if (check.at && !check.at(visit)) continue
      note(found.get(check) ?? {}, nameOf(step), await check.run(visit))
    }
    if (renew && scheme === 'light' && step.clicks === slide.clicks) pictures.set(slide.no, await visit.screenshot())
  }

  it.each(checks.map(check => [check.holds, check] as const))('%s', (_, check) => {
    expect(found.get(check)).toEqual({})
  })

  it('forward and back there is no error, no request to another host and nothing that the policy forbids', () => {
    expect(problemsAt).toEqual({})
  })

  it('with reduced motion nothing moves', () => {
    expect(moved).toEqual([])
  })
})

describe('the snapshots', () => {
  it('are of slides that are there', async () => {
    if (renew) await removeStaleSnapshots()
    expect(staleSnapshots(), 'npm run snapshots takes them away').toEqual([])
  })

  it.runIf(renew)('of six slides are in the README', async () => {
    // spread over the talk, the first and the last included
    const shown = Array.from({ length: 6 }, (_, index) => pictures.get(1 + Math.round(index * (slides.length - 1) / 5))?.toString('base64'))
    const { page } = await newWindow({ viewport: { width: 1500, height: 572 } })
    await page.setContent(`<style>body { display: grid; grid-template-columns: repeat(3, 490px); gap: 10px; margin: 5px; background: #dcd2c3 } img { width: 490px }</style>
      ${shown.map(picture => `<img alt="" src="data:image/png;base64,${picture}">`).join('')}`)
    await writeFile(new URL('../../.github/deck.png', import.meta.url), await page.screenshot())
  })
})
