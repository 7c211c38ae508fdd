/** The step of the build that puts the slides into the HTML, on a finished deck of one page. */
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { prerender } from '../../addons/hosted/prerender/prerender'

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
  await writeFile(path.join(folder, 'package.json'), '{}')
  const said: string[] = []
  const plugin = prerender({
    userRoot: folder,
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
