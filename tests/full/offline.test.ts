import type { Page } from 'playwright-chromium'
import { cp, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { RUN_TIME } from '../../addons/hosted/offline/pwa'
import { exportFilename, linked, slides, steps } from '../support/deck'
import { startHost } from '../support/host'
import { isKept } from '../support/kept'
import { newWindow, openSlide, settled, site, walk } from '../support/site'

/** Addresses in the list of kept files, below the base. */
function keptFiles(page: Page): Promise<string[]> {
  return page.evaluate(async () => {
    const { scope } = await navigator.serviceWorker.ready
    const name = (await caches.keys()).find(name => name.includes('precache') && name.endsWith(scope))
    const requests = name ? await (await caches.open(name)).keys() : []
    return requests.map(({ url }) => new URL(url).href.slice(scope.length).replace(/\?__WB_REVISION__=.*/, '')).sort()
  })
}

/** The worker's own look for a new version is no problem of the page's. */
const ofPage = (problems: string[]) => problems.filter(problem => !/sw\.js/.test(problem))

describe('the kept deck', () => {
  it('works as a whole without the network after the first visit', async () => {
    const host = await startHost(site)
    const { page, context, problems } = await newWindow({ serviceWorkers: 'allow' })
    await openSlide(page, host.site, 1)
    await isKept(page)
    await host.stop()

    await page.reload()
    await settled(page, 1, 0)
    for (const { no, clicks } of slides) {
      await openSlide(page, host.site, no, clicks)
      const broken = await page.evaluate(() => [...document.images].filter(image => image.naturalWidth === 0).map(image => image.src))
      expect(broken, `pictures of slide ${no}`).toEqual([])
    }
    await page.goto(host.site.url)
    await settled(page, 1, 0)
    await page.goto(`${host.site.url}presenter/${linked.no}`)
    await settled(page, linked.no, 0)
    expect(await page.locator('.slidev-note').first().innerText()).not.toBe('')
    await page.goto(`${host.site.url}overview`)
    await page.waitForFunction(count => document.querySelectorAll('.slidev-page').length >= count, slides.length)
    await page.goto(`${host.site.url}notes`)
    await page.waitForSelector('.slidev-note')
    await page.goto(`${host.site.url}read/`)
    expect(await page.locator('main h2').count()).toBeGreaterThanOrEqual(slides.length - 1)
    expect(await page.evaluate(() => [...document.images].filter(image => image.naturalWidth === 0 && image.loading !== 'lazy').map(image => image.src))).toEqual([])
    expect(ofPage(problems)).toEqual([])

    // and by key, in a window opened offline
    const other = await context.newPage()
    await openSlide(other, host.site, 1)
    await walk(other, 'ArrowRight', steps.slice(0, 5))
    expect(ofPage(problems)).toEqual([])
  })

  it('keeps exactly the deck: every file but link previews, icons and what only a click asks for', async () => {
    const host = await startHost(site)
    const { page } = await newWindow({ serviceWorkers: 'allow' })
    await openSlide(page, host.site, 1)
    await isKept(page)

    const files = (await readdir(site.folder, { recursive: true, withFileTypes: true }))
      .filter(file => file.isFile())
      .map(file => path.relative(site.folder, path.join(file.parentPath, file.name)).replaceAll(path.sep, '/'))
      // the server's own, the host's, and the worker itself
      .filter(file => !/\.gz$|^[_.]|^sw\.js$/.test(file))
    const left = files.filter(file => !/^previews\/|^icon-|^apple-touch-icon|^404\.html$|^robots\.txt$|^sitemap\.xml$/.test(file))
      .filter(file => !RUN_TIME.live.test(`/${file}`) && !RUN_TIME.pdf.test(file))
    expect(await keptFiles(page)).toEqual(left.sort())

    const asked = host.requests.filter(request => RUN_TIME.live.test(request) || RUN_TIME.pdf.test(request))
    expect(asked, 'files that nobody has asked for').toEqual([])
  })

  it('keeps the PDF and the live experiment\'s files once they have been used', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'deck-'))
    onTestFinished(() => rm(folder, { recursive: true }))
    await cp(site.folder, folder, { recursive: true })
    await mkdir(path.join(folder, 'pyodide-0.0.0'))
    await writeFile(path.join(folder, 'pyodide-0.0.0/engine.wasm'), 'not a real one: what counts is its address')
    await writeFile(path.join(folder, `${exportFilename}.pdf`), 'not a real one either')

    const host = await startHost({ ...site, folder })
    const { page } = await newWindow({ serviceWorkers: 'allow' })
    await openSlide(page, host.site, 1)
    await isKept(page)
    const load = (file: string) => page.evaluate(url => fetch(url).then(response => response.text(), () => 'unreachable'), host.site.url + file)
    const used = ['pyodide-0.0.0/engine.wasm', `${exportFilename}.pdf`]
    const online = [await load(used[0] ?? ''), await load(used[1] ?? '')]
    await host.stop()
    expect([await load(used[0] ?? ''), await load(used[1] ?? '')]).toEqual(online)
    expect(await load('pyodide-0.0.0/unused.wasm')).toBe('unreachable')
  })

  it('can be installed', async () => {
    const host = await startHost(site)
    const { page, context } = await newWindow({ serviceWorkers: 'allow' })
    await openSlide(page, host.site, 1)
    await isKept(page)
    const browser = await context.newCDPSession(page)
    const { errors, data = '{}' } = await browser.send('Page.getAppManifest')
    expect(errors).toEqual([])
    const manifest: { icons: { src: string, sizes: string, purpose?: string }[], start_url: string, scope: string } = JSON.parse(data)
    expect(manifest).toMatchObject({ start_url: site.base, scope: site.base, display: 'standalone', lang: 'en' })
    expect(manifest.icons.map(({ sizes, purpose }) => `${sizes} ${purpose ?? 'any'}`)).toEqual(expect.arrayContaining(['192x192 any', '512x512 any', '512x512 maskable']))
    for (const { src } of manifest.icons) {
      const response = await page.request.get(new URL(src, host.site.url).href)
      expect(response.headers()['content-type'], src).toMatch(/^image\//)
    }
    const { installabilityErrors } = await browser.send('Page.getInstallabilityErrors')
    // a context of a test is a private window, and those install nothing
    expect(installabilityErrors.filter(({ errorId }) => errorId !== 'in-incognito')).toEqual([])
  })
})
