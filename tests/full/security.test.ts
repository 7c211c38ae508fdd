/** The deck's policy and what it forbids; the slides themselves are walked under it in slides.test.ts. */
import type { BrowserContextOptions } from 'playwright-chromium'
import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { describe, expect, inject, it } from 'vitest'
import { exportFilename, linked, slides } from '../support/deck'
import { startHost } from '../support/host'
import { newWindow, openSlide, site } from '../support/site'

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
const PAGES = [`presenter/${linked.no}`, 'overview', 'notes', 'entry', 'print', `${linked.no}?print`, 'presenter/print', 'read/']

describe.each([
  { served: 'with its headers', headers: undefined },
  { served: 'without headers, as on GitHub Pages', headers: () => ({}) },
])('the policy, $served', ({ headers }) => {
  it('forbids nothing that the deck does beside its slides, which lead outside with rel="noopener"', async () => {
    const host = await startHost(site, { headers })
    const { page, problems, violations } = await watchedWindow({ reducedMotion: 'no-preference' })
    await openSlide(page, host.site, linked.no)
    for (const key of ['ArrowRight', 'd', 'o', 'Escape', 'g', 'Escape', 'd']) await page.keyboard.press(key)
    for (const address of PAGES) {
      await page.goto(host.site.url + address)
      await page.waitForLoadState('networkidle')
      const unprotected = await page.evaluate(() => [...document.querySelectorAll<HTMLAnchorElement>('a[href]')]
        .filter(link => link.origin !== location.origin && !link.relList.contains('noopener')).map(link => link.outerHTML.slice(0, 120)))
      expect(unprotected, address).toEqual([])
    }
    expect(violations).toEqual([])
    expect(problems).toEqual([])
  })

  it('forbids a script and a style that are not the deck\'s', async () => {
    const host = await startHost(site, { headers })
    const { page, violations } = await watchedWindow()
    await openSlide(page, host.site, 1)
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
  it('has a policy without unsafe-inline before anything else', async () => {
    const { folder } = site
    const pages = (await readdir(folder, { recursive: true })).filter(name => name.endsWith('.html'))
    expect(pages).toContain('index.html')
    for (const name of pages) {
      const html = await readFile(path.join(folder, name), 'utf8')
      const [, policy = ''] = /^<!DOCTYPE html>\s*<html[^>]*>\s*<head>\s*<meta charset="utf-8">\s*<meta http-equiv="Content-Security-Policy" content="([^"]+)">/i.exec(html) ?? []
      expect(policy, name).toContain('script-src')
      expect(policy, name).not.toMatch(/unsafe-inline|unsafe-eval'(?<!'wasm-unsafe-eval')|unsafe-hashes|https?:|\*/)
    }
  })
})

describe('the speaker notes', () => {
  /** The longest run of words in each note that is plain text, where it is long enough to be told from others. */
  const sentences = slides.map(({ note }) => note.split(/[\n*_`[\](){}"'’“”:;<>&]+/).sort((a, b) => b.length - a.length)[0]?.trim() ?? '').filter(({ length }) => length >= 25)

  async function findIn(folder: string): Promise<Set<string>> {
    const found = new Set<string>()
    for (const file of await readdir(folder, { recursive: true, withFileTypes: true })) {
      if (!file.isFile() || !/\.(?:html|js|json|txt|xml|webmanifest)$/.test(file.name)) continue
      const text = await readFile(path.join(file.parentPath, file.name), 'utf8')
      for (const sentence of sentences) if (text.includes(sentence)) found.add(sentence)
    }
    return found
  }

  it.skipIf(sentences.length === 0)('are in the public build', async () => {
    expect([...await findIn(site.folder)].sort()).toEqual([...sentences].sort())
  })

  it('are nowhere in it with --without-notes', async () => {
    const { folder } = inject('withoutNotes')
    expect([...await findIn(folder)]).toEqual([])
    expect(await readdir(folder)).not.toContain(`${exportFilename}.pdf`)
  })
})
