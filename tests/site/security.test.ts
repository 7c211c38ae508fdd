import type { BrowserContextOptions, Page } from 'playwright-chromium'
import { once } from 'node:events'
import { readdir, readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import path from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { exportFilename, slides } from '../support/deck'
import { startHost } from '../support/host'
import { newWindow, openSlide, position, settled, sites } from '../support/site'
import { BUILD_TIMEOUT, buildVariant } from '../support/versions'

/** A window that also keeps what the policy has forbidden. */
async function watchedWindow(options: BrowserContextOptions = {}) {
  const opened = await newWindow(options)
  const violations: string[] = []
  await opened.context.exposeFunction('noteViolation', (violation: string) => violations.push(violation))
  await opened.context.addInitScript(() => addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI, sample, sourceFile, lineNumber }) => {
    (globalThis as unknown as { noteViolation: (violation: string) => void })
      .noteViolation(`${location.pathname}: ${effectiveDirective} forbids ${blockedURI} ${sample} (${sourceFile}:${lineNumber})`)
  }))
  return { ...opened, violations }
}

/** All the deck's pages besides the slides. */
const PAGES = ['presenter/2', 'overview', 'notes', 'entry', 'print', '1?print', 'presenter/print', 'read/']

describe.each([
  { served: 'with its headers', headers: undefined },
  { served: 'without headers, as on GitHub Pages', headers: () => ({}) },
])('the policy, $served', ({ headers }) => {
  it.each(Object.values(sites))('forbids nothing that the deck at $base does', async (built) => {
    const { site } = await startHost(built, { headers })
    const { page, problems, violations } = await watchedWindow({ reducedMotion: 'no-preference' })
    await openSlide(page, site, 1)
    for (const { no, clicks } of slides) {
      for (let click = no === 1 ? 1 : 0; click <= clicks; click += 1) {
        await page.keyboard.press('ArrowRight')
        await page.waitForFunction(([no, click]) => globalThis.deckPosition()?.no === no && globalThis.deckPosition()?.clicks === click, [no, click])
      }
    }
    for (const key of ['d', 'o', 'Escape', 'g', 'Escape', 'd']) await page.keyboard.press(key)
    for (const no of [6, 12]) await openSlide(page, site, no)
    for (const address of PAGES) {
      await page.goto(site.url + address)
      await page.waitForLoadState('networkidle')
    }
    expect(violations).toEqual([])
    expect(problems).toEqual([])
  })

  it('forbids a script and a style that are not the deck\'s', async () => {
    const { site } = await startHost(sites.root, { headers })
    const { page, violations } = await watchedWindow()
    await openSlide(page, site, 1)
    const ran = await page.evaluate(async () => {
      const script = document.createElement('script')
      script.textContent = 'globalThis.foreign = true'
      const outside = Object.assign(document.createElement('script'), { src: 'https://example.com/a.js' })
      const style = document.createElement('style')
      style.textContent = 'body { --foreign: 1 }'
      const attribute = document.createElement('p')
      attribute.innerHTML = '<b style="--foreign: 1" onclick="globalThis.foreign = true">x</b>'
      document.body.append(script, outside, style, attribute)
      attribute.querySelector('b')?.click()
      // in a task of its own: what a test evaluates is exempt
      const evaluated = await new Promise(resolve => setTimeout(() => {
        try {
          resolve(Function('return true')())
        } catch {
          resolve(false)
        }
      }))
      return {
        script: 'foreign' in globalThis,
        evaluated,
        style: getComputedStyle(document.body).getPropertyValue('--foreign'),
        attribute: getComputedStyle(attribute.querySelector('b') ?? attribute).getPropertyValue('--foreign'),
      }
    })
    expect(ran).toEqual({ script: false, evaluated: false, style: '', attribute: '' })
    const forbidden = (directive: string) => violations.some(violation => violation.includes(directive))
    expect(['script-src-elem', 'script-src-attr', 'style-src-elem', 'style-src-attr'].filter(directive => !forbidden(directive))).toEqual([])
  })
})

describe('every page of the build', () => {
  it.each(Object.values(sites))('has a policy without unsafe-inline before anything else, at $base', async ({ folder }) => {
    const pages = (await readdir(folder, { recursive: true })).filter(name => name.endsWith('.html'))
    expect(pages).toContain('index.html')
    for (const name of pages) {
      const html = await readFile(path.join(folder, name), 'utf8')
      const [, policy = ''] = /^<!DOCTYPE html>\s*<html[^>]*>\s*<head>\s*<meta charset="utf-8">\s*<meta http-equiv="Content-Security-Policy" content="([^"]+)">/i.exec(html) ?? []
      expect(policy, name).toContain('script-src')
      expect(policy, name).not.toMatch(/unsafe-inline|unsafe-eval'(?<!'wasm-unsafe-eval')|unsafe-hashes|https?:|\*/)
    }
  })

  it('leads outside with rel="noopener", on slides, in notes and in the HTML', async () => {
    const { page } = await newWindow()
    const unprotected = (page: Page) => page.evaluate(() => [...document.querySelectorAll<HTMLAnchorElement>('a[href]')]
      .filter(link => link.origin !== location.origin && !link.relList.contains('noopener'))
      .map(link => link.outerHTML.slice(0, 120)))
    let seen = 0
    for (const { no, clicks } of slides) {
      await openSlide(page, sites.root, no, clicks)
      expect(await unprotected(page), `slide ${no}`).toEqual([])
      seen += await page.locator('#slide-content a[href^="http"]').count()
    }
    expect(seen).toBeGreaterThan(10)
    for (const address of PAGES) {
      await page.goto(sites.root.url + address)
      await page.waitForLoadState('networkidle')
      expect(await unprotected(page), address).toEqual([])
    }
    const { folder } = sites.root
    for (const name of (await readdir(folder, { recursive: true })).filter(name => name.endsWith('.html'))) {
      const html = await readFile(path.join(folder, name), 'utf8')
      const links = html.match(/<a\s[^>]*href="https?:[^>]*>/g) ?? []
      expect(links.filter(link => !/\srel="[^"]*\bnoopener\b/.test(link)), name).toEqual([])
    }
  })
})

describe('the presenter of a hosted deck', () => {
  /**
   * A page of another origin that opens the deck and tries to drive it by messages, the one way that a browser leaves open
   * between origins.
   */
  async function stranger(target: string): Promise<string> {
    const server = createServer((_, response) => {
      response.setHeader('Content-Type', 'text/html').end(`<iframe src="${target}"></iframe><script>
        const other = window.open(${JSON.stringify(target)})
        setInterval(() => {
          for (const to of [other, frames[0]]) {
            for (const message of [{ target: 'slidev', type: 'navigate', no: 5 }, { target: 'slidev', type: 'navigate', operation: 'next' }]) to?.postMessage(message, '*')
          }
        }, 50)
      </script>`)
    })
    server.listen(0, 'localhost')
    await once(server, 'listening')
    onTestFinished(() => {
      server.closeAllConnections()
      server.close()
    })
    const address = server.address()
    return `http://localhost:${typeof address === 'object' ? address?.port : ''}/`
  }

  it.each([
    { served: 'with headers', headers: undefined },
    { served: 'without', headers: () => ({}) },
  ])('is driven by nobody from outside, $served', async ({ headers }) => {
    const host = await startHost(sites.root, { headers })
    const { page, context } = await newWindow()
    const opened = context.waitForEvent('page')
    const sockets: string[] = []
    context.on('page', page => page.on('websocket', socket => sockets.push(socket.url())))
    await page.goto(await stranger(`${host.site.url}presenter/2`))
    const presenter = await opened
    await settled(presenter, 2, 0)
    // messages arrive twenty times a second
    await presenter.waitForTimeout(1000)
    expect(await position(presenter)).toMatchObject({ no: 2, clicks: 0 })
    expect(sockets).toEqual([])
    expect(host.requests.filter(request => !/\.(?:js|css|woff2|svg|png|webmanifest)$|^\/(?:presenter\/2)?$|^\/index\.html$/.test(request)), 'requests that are no files of the deck').toEqual([])
  })

  it('can not be framed by another site', async () => {
    const { page } = await newWindow()
    await page.goto(await stranger(`${sites.root.url}presenter/2`))
    await page.waitForLoadState('networkidle')
    const [, frame] = page.frames()
    expect(frame?.url()).not.toContain('presenter')
  })
})

describe('the speaker notes', () => {
  /** The longest run of words in each note that is plain text. */
  const sentences = slides.map(({ note }) => note.split(/[\n*_`[\](){}"'’“”:;<>&]+/).sort((a, b) => b.length - a.length)[0]?.trim() ?? '')

  async function findIn(folder: string): Promise<Set<string>> {
    const found = new Set<string>()
    for (const file of await readdir(folder, { recursive: true, withFileTypes: true })) {
      if (!file.isFile() || !/\.(?:html|js|json|txt|xml|webmanifest)$/.test(file.name)) continue
      const text = await readFile(path.join(file.parentPath, file.name), 'utf8')
      for (const sentence of sentences) if (text.includes(sentence)) found.add(sentence)
    }
    return found
  }

  it('are in the public build', async () => {
    expect(sentences.filter(sentence => sentence.length < 25)).toEqual([])
    expect([...await findIn(sites.root.folder)].sort()).toEqual([...sentences].sort())
  })

  it('are nowhere in it with --without-notes', async () => {
    const { folder } = await buildVariant(sites.root, 'without-notes', { args: ['--without-notes'] })
    expect([...await findIn(folder)]).toEqual([])
    expect(await readdir(folder)).not.toContain(`${exportFilename}.pdf`)
  }, BUILD_TIMEOUT)
})
