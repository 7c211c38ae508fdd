/** How a viewer who has kept one version of the deck comes to the next. */
import type { Page } from 'playwright-chromium'
import type { Site } from '../support/setup'
import { beforeAll, describe, expect, it } from 'vitest'
import { linked, slides } from '../support/deck'
import { startHost } from '../support/host'
import { isKept } from '../support/kept'
import { newWindow, openSlide, position, site } from '../support/site'
import { buildVariant } from '../support/variant'

/** Waits until a new version is loaded and waits for its turn. */
async function newVersionWaits(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const registration = await navigator.serviceWorker.ready
    while (!registration.waiting) await new Promise(resolve => setTimeout(resolve, 50))
  })
}

describe('a new version', () => {
  const NEW_TITLE = 'Rust, in its second edition'
  const { no, title } = linked

  let next: Site
  beforeAll(async () => {
    next = await buildVariant(site, 'next', { edit: markdown => markdown.replace(`# ${title}`, `# ${NEW_TITLE}`) })
  })
  const heading = (page: Page) => page.locator(`#slide-content [data-slidev-no="${no}"] h1`).first().innerText()
  /**
   * Visits until the new version is there. One visit is enough unless a window that was just closed still holds its lock, or
   * Chromium lets the old worker be idle for half a minute first.
   */
  const isTaken = async (page: Page, site: Site) => {
    await expect.poll(async () => {
      await openSlide(page, site, no)
      return heading(page)
    }, { timeout: 120_000, interval: 1000 }).toBe(NEW_TITLE)
  }

  it('is taken when the deck is next opened in its only window, and no window sees files of both', async () => {
    const host = await startHost(site)
    const { page, context, problems } = await newWindow({ serviceWorkers: 'allow' })
    await openSlide(page, host.site, 1)
    await isKept(page)

    // the new version is there, the old one's files are not
    await host.start(next.folder)
    await openSlide(page, host.site, no)
    expect(await heading(page)).toBe(title)
    await newVersionWaits(page)

    // a second window, and every slide that the first has not loaded yet: all of the old version
    const second = await context.newPage()
    await openSlide(second, host.site, no)
    for (const { no, clicks } of slides) await openSlide(page, host.site, no, clicks)
    await openSlide(page, host.site, no)
    expect([await heading(page), await heading(second)]).toEqual([title, title])
    await second.close()

    // the next visit
    await isTaken(page, host.site)
    for (const { no, clicks } of slides) await openSlide(page, host.site, no, clicks)
    expect(problems).toEqual([])

    // the old version is gone, the new one complete
    await host.stop()
    await openSlide(page, host.site, no)
    expect(await heading(page)).toBe(NEW_TITLE)
    const caches_ = await page.evaluate(() => caches.keys())
    expect(caches_.filter(name => name.includes('precache'))).toHaveLength(1)
  })

  it('is taken after all windows were closed', async () => {
    const host = await startHost(site)
    const { page, context, problems } = await newWindow({ serviceWorkers: 'allow' })
    await openSlide(page, host.site, 1)
    await isKept(page)
    await host.start(next.folder)
    await page.reload()
    await newVersionWaits(page)
    const elsewhere = await context.newPage()
    await page.close()
    await isTaken(elsewhere, host.site)
    expect(await position(elsewhere)).toMatchObject({ no })
    expect(problems).toEqual([])
  })
})
