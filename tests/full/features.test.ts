/**
 * A deck with what Slidev's guide offers, built through our addon and by Slidev alone: each slide shows the same in both, in
 * the browser without a complaint, and in the PDF.
 */
import type { Page } from 'playwright-chromium'
import { createServer } from 'node:http'
import { once } from 'node:events'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { beforeAll, afterAll, describe, expect, it } from 'vitest'
import { buildDeck } from '../../addons/hosted/commands/build'
import { serveFolder } from '../../addons/hosted/commands/serve'
import { ROOT, runSlidev } from '../../addons/hosted/commands/slidev'
import { netlify } from '../support/hosting'
import { readPdf } from '../support/pdf'
import { newWindow } from '../support/site'

/** What is looked for on a slide, besides its text. */
const PARTS = 'svg path, img, iframe, .katex-html, .monaco-editor .view-line, .markdown-alert, .twoslash-hover, [class*="i-carbon"], .shiki .line'

const FENCE = '```'
/** Slides by name; each is a page of Slidev's guide. `OTHER` is another host. */
const FEATURES: Record<string, string> = {
  'clicks': '<v-clicks>\n\n- one\n- two\n\n</v-clicks>\n\n<div v-click.hide>gone</div>\n\n<div v-after>after</div>',
  'marks': '<span v-mark.underline.red>marked</span> and <span v-mark="{ at: 1, type: \'circle\', color: \'orange\' }">circled</span>',
  'motion': '<div v-motion :initial="{ x: -80 }" :enter="{ x: 0 }">moved</div>',
  'drag': '<div v-drag="[100,200,300,100]">dragged</div>',
  'formulas': 'Inline $\\sqrt{3x-1}+(1+x)^2$\n\n$$\n\\nabla \\cdot \\vec{E} = \\frac{\\rho}{\\varepsilon_0}\n$$',
  'diagrams': `${FENCE}mermaid\ngraph TD\n  A[Start] --> B{Choice}\n  B --> C[End]\n${FENCE}`,
  'code': `${FENCE}ts {1|2}\nconst a = 1\nconst b = 2\n${FENCE}`,
  'magic-move': `${FENCE}\`md magic-move\n${FENCE}js\nlet a = 1\n${FENCE}\n${FENCE}js\nconst a = 2\n${FENCE}\n${FENCE}\``,
  'twoslash': `${FENCE}ts twoslash\nconst count = 1\n//    ^?\n${FENCE}`,
  'editor': `${FENCE}ts {monaco}\nconst edited = 1\n${FENCE}`,
  'alerts': '> [!NOTE]\n> Something to know.\n\n> [!WARNING]\n> Something to mind.',
  'picture': '<img src="OTHER/picture.svg" alt="from elsewhere" width="100">',
  'frame': '<iframe src="OTHER/frame.html" width="300" height="100"></iframe>',
  'icons': '<carbon-logo-github /> <div class="i-carbon:sun" />',
  'contents': '<Toc maxDepth="1" />\n\n<Link to="2">to the second</Link>',
  'layers': '<RenderWhen context="slide">on the slide</RenderWhen><Transform :scale="0.5">small</Transform>',
}
const LAYOUTS = [
  '---\nlayout: two-cols\n---\n\n# two-cols\n\nleft\n\n::right::\n\nright',
  '---\nlayout: iframe\nurl: OTHER/frame.html\n---',
  '---\nlayout: image-right\nimage: OTHER/picture.svg\n---\n\n# image-right',
  '---\ntransition: slide-left\nlayout: quote\n---\n\n# quote',
]

function deckOf(other: string, addons: string): string {
  const head = `---\ntheme: default\n${addons}title: Features\nfonts:\n  provider: none\nfavicon: data:,\ntransition: fade\ndrawings:\n  enabled: true\nmonacoTypesSource: local\n---\n\n`
  const plain = Object.entries(FEATURES).map(([name, content]) => `# ${name}\n\n${content}\n`).join('\n---\n\n')
  return (head + [plain, ...LAYOUTS].join('\n\n')).replaceAll('OTHER', other)
}
const TOTAL = Object.keys(FEATURES).length + LAYOUTS.length

let folder: string
let other: ReturnType<typeof createServer>
const served: Record<string, Awaited<ReturnType<typeof serveFolder>>> = {}

beforeAll(async () => {
  other = createServer((request, response) => request.url?.endsWith('.svg')
    ? response.setHeader('Content-Type', 'image/svg+xml').end('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10"><circle cx="5" cy="5" r="4"/></svg>')
    : response.setHeader('Content-Type', 'text/html').end('<h1>Framed</h1>')).listen(0, 'localhost')
  await once(other, 'listening')
  const address = other.address()
  const origin = `http://localhost:${typeof address === 'object' ? address?.port : ''}`
  folder = await mkdtemp(path.join(ROOT, '.features-'))
  const entry = async (name: string, addons: string) => {
    await mkdir(path.join(folder, name))
    const file = path.join(folder, name, 'slides.md')
    await writeFile(file, deckOf(origin, addons))
    return path.relative(ROOT, file)
  }
  const built = { ours: path.join(folder, 'built-ours'), plain: path.join(folder, 'built-plain') }
  await buildDeck([await entry('ours', 'addons:\n  - \'@/../../addons/hosted\'\n'), '--out', built.ours], { quiet: true })
  await runSlidev(['build', await entry('plain', ''), '--out', built.plain], { quiet: true })
  for (const [name, out] of Object.entries(built)) served[name] = await serveFolder({ folder: out, hosting: netlify(out) })
}, 1_800_000)

afterAll(async () => {
  other.close()
  await Promise.all(Object.values(served).map(server => server.close()))
  await rm(folder, { recursive: true, force: true })
})

/** What a slide shows at its last click: its text, and how many of each kind of part it has. */
async function look(page: Page, url: string, no: number): Promise<{ text: string, parts: Record<string, number> }> {
  await page.goto(`${url}${no}?clicks=99`)
  await page.waitForLoadState('networkidle')
  await page.locator('#first-slide').waitFor({ state: 'detached' })
  await page.waitForFunction(() => !document.querySelector('.slidev-slide-loading, #mermaid-rendering-container > div'))
  if (await page.locator('[class*="monaco"]').count()) await page.locator('.monaco-editor .view-line').first().waitFor()
  return page.evaluate(({ no, PARTS }) => {
    const slide = document.querySelector<HTMLElement>(`#slide-content [data-slidev-no="${no}"]`)
    // diagrams are in a shadow tree
    const roots = [slide, ...[...slide?.querySelectorAll('*') ?? []].map(element => element.shadowRoot)]
    const parts: Record<string, number> = {}
    for (const element of roots.flatMap(root => [...root?.querySelectorAll(PARTS) ?? []])) {
      if (element.matches('img') && !(element as HTMLImageElement).naturalWidth) continue
      parts[element.localName] = (parts[element.localName] ?? 0) + 1
    }
    return { text: (slide?.innerText ?? '').replace(/\s+/g, ' ').trim(), parts }
  }, { no, PARTS })
}

describe('each of Slidev\'s features', () => {
  it.each([...Object.keys(FEATURES), 'two-cols', 'iframe', 'image-right', 'quote'].map((name, index) => ({ name, no: index + 1 })))('$name: shows the same as in plain Slidev', async ({ no }) => {
    const { page, problems } = await newWindow()
    const ours = await look(page, served.ours?.url ?? '', no)
    // the frame is another host's, which is what this is about
    expect(problems.filter(problem => !problem.startsWith('request to another host'))).toEqual([])
    expect(ours).toEqual(await look(page, served.plain?.url ?? '', no))
  })

  it('is in the PDF', async () => {
    const pdf = await readPdf(path.join(folder, 'built-ours/slidev-exported.pdf'))
    expect(pdf.pages).toHaveLength(TOTAL)
    for (const [index, name] of Object.keys(FEATURES).entries()) expect(pdf.pages[index]?.text).toContain(name)
  })
})
