import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import path from 'node:path'
import process from 'node:process'
import { pathToFileURL } from 'node:url'
import { describe, expect, it, onTestFinished } from 'vitest'
import { ROOT } from '../../addons/hosted/commands/slidev'
import { prerender } from '../../addons/hosted/prerender/prerender'
import { slides } from '../support/deck'
import { startHost } from '../support/host'
import { newWindow, openSlide, sites } from '../support/site'
import { BUILD_TIMEOUT } from '../support/versions'

async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'deck-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  return folder
}

/** Runs the build's step on a finished deck of one page; what it says, and the files that are there then. */
async function prerenderPage(html: string): Promise<{ said: string[], files: string[], index: string }> {
  const folder = await temporaryFolder()
  await mkdir(path.join(folder, 'dist'))
  await writeFile(path.join(folder, 'dist/index.html'), html)
  const said: string[] = []
  const plugin = prerender({
    data: {
      slides: [{ index: 0, title: 'One', content: '', frontmatter: {}, note: '' }],
      config: { routerMode: 'history', canvasWidth: 980, aspectRatio: 16 / 9, colorSchema: 'auto', info: '', title: 'A talk' },
      headmatter: {},
    },
  } as unknown as Parameters<typeof prerender>[0], 2000) as unknown as { configResolved: (config: object) => void, closeBundle: { handler: () => Promise<void> } }
  plugin.configResolved({ root: folder, base: '/', build: { outDir: 'dist' }, logger: { warn: (line: string) => said.push(line) } })
  await plugin.closeBundle.handler()
  return { said, files: await readdir(path.join(folder, 'dist'), { recursive: true }), index: await readFile(path.join(folder, 'dist/index.html'), 'utf8') }
}

const SLIDE = '<div id="page-root"><div id="slide-content"><div data-slidev-no="1"><div class="slidev-layout"><h1>One</h1></div></div></div></div>'
const page = (body: string, script = '') => `<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>A talk</title><link rel="icon" href="data:,"></head><body>${body}<script>${script}</script></body></html>`

describe('the step that puts the slides into the HTML', () => {
  it('knows Slidev\'s structure when it sees it', async () => {
    const { said, files, index } = await prerenderPage(page(SLIDE))
    expect(said).toEqual([])
    expect(files).toContain('1.html')
    expect(index).toContain('id="first-slide"')
  })

  it.each(['page-root', 'slide-content', 'data-slidev-no', 'slidev-layout'])('leaves the build as Slidev made it, and says so, where an update has renamed "%s"', async (name) => {
    const html = page(SLIDE.replace(name, `new-${name}`))
    const { said, files, index } = await prerenderPage(html)
    expect(said).toEqual([expect.stringMatching(/^BUILT WITHOUT THE SLIDES IN THE HTML AND WITHOUT THE READING PAGE: slide 1 is not where Slidev has had it/)])
    expect(files).toEqual(['index.html'])
    expect(index).toBe(html)
  })

  it.each([
    { what: 'a slide whose code fails', html: page(SLIDE.replace('slidev-layout', 'error'), 'throw new Error("the slide\'s own")'), error: /Slide 1 does not appear in the browser\n.*the slide's own/ },
    { what: 'a slide that never comes to rest', html: page(SLIDE, 'setInterval(() => { document.querySelector("h1").textContent += "." }, 20)'), error: /Slide 1 does not come to rest/ },
  ])('fails the build for $what', async ({ html, error }) => {
    await expect(prerenderPage(html)).rejects.toThrow(error)
  })
})

describe('a build where no Chromium can be had', () => {
  it('says what it leaves out, and the deck works', async () => {
    const folder = await temporaryFolder()
    const out = path.join(folder, 'dist')
    const nothing = path.join(folder, 'nothing')
    await mkdir(nothing)
    const tsx = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href
    // neither in the PATH nor where Playwright keeps its own
    const env = { ...process.env, NODE_ENV: undefined, CHROMIUM_PATH: undefined, CHROME_PATH: undefined, PATH: nothing, PLAYWRIGHT_BROWSERS_PATH: nothing }
    const build = spawn(process.execPath, ['--import', tsx, path.join(ROOT, 'addons/hosted/commands/build.ts'), '--out', out], { cwd: ROOT, env, stdio: ['ignore', 'pipe', 'pipe'] })
    let output = ''
    build.stdout.on('data', chunk => output += chunk)
    build.stderr.on('data', chunk => output += chunk)
    expect(await new Promise(resolve => build.once('close', resolve)), output).toBe(0)

    expect(output).toContain('No Chromium found: building without the PDF')
    expect(output).toContain('No Chromium found: building without the first slide in the HTML and without the reading page')
    const files = await readdir(out)
    expect(files).toEqual(expect.arrayContaining(['index.html', 'sw.js']))
    expect(files.filter(file => /^\d{1,2}\.html$|\.pdf$|^read$|^sitemap\.xml$/.test(file))).toEqual([])
    expect(await readFile(path.join(out, 'index.html'), 'utf8')).not.toContain('first-slide')
    expect(existsSync(path.join(out, 'previews'))).toBe(false)

    const { site } = await startHost({ ...sites.root, folder: out })
    const { page, problems } = await newWindow()
    for (const { no } of slides.slice(0, 2)) await openSlide(page, site, no)
    expect(problems).toEqual([])
  }, BUILD_TIMEOUT)
})
