/** The deck at the root of a host, beside the sub-path of all other tests: does it start, go on, and keep itself? */
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { expect, inject, it } from 'vitest'
import { linked, steps } from '../support/deck'
import { startHost } from '../support/host'
import { isKept } from '../support/kept'
import { newWindow, openSlide, settled, walk } from '../support/site'

it('works at the root of a host, online and off', async () => {
  const host = await startHost(inject('withoutNotes'))
  const { page, problems } = await newWindow({ serviceWorkers: 'allow' })
  await openSlide(page, host.site, 1)
  await walk(page, 'ArrowRight', steps.slice(0, 6))
  await page.goto(`${host.site.url}read/`)
  await page.locator(`#slide-${linked.no} .there a`).click()
  await settled(page, linked.no, 0)
  await page.goto(`${host.site.url}presenter/${linked.no}`)
  await settled(page, linked.no, 0)
  expect(problems).toEqual([])

  await isKept(page)
  await host.stop()
  await openSlide(page, host.site, linked.no)
  // the worker's own look for a new version is no problem of the page's
  expect(problems.filter(problem => !/sw\.js/.test(problem))).toEqual([])
})

it('tells search engines of its sitemap there', async () => {
  const { folder } = inject('withoutNotes')
  const index = await readFile(path.join(folder, 'index.html'), 'utf8')
  const canonical = /<link rel="canonical" href="([^"]+)"/.exec(index)?.[1]
  expect(await readFile(path.join(folder, 'robots.txt'), 'utf8')).toContain(`Sitemap: ${canonical}sitemap.xml`)
})
