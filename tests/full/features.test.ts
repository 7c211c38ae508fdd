/** Every feature of Slidev's guide, once as plain Slidev builds it and once with our addon: in the build, in its PDF, in dev. */
import type { Page } from 'playwright-chromium'
import type { Window } from '../support/site'
import type { Seen } from '../support/features'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest'
import { buildDeck } from '../../addons/hosted/commands/build'
import { serveFolder } from '../../addons/hosted/tests/serve'
import { ROOT, runSlidev } from '../../addons/hosted/commands/slidev'
import { comesToRest } from '../../addons/hosted/prerender/at-rest'
import { freePort, withServer } from '../bench/server'
import { alone } from '../support/alone'
import { answerForEmbeds, copyFeatures, readSlide, startElsewhere } from '../support/features'
import { note } from '../support/found'
import type { Found } from '../support/found'
import { netlify } from '../support/hosting'
import { letters, readPdf } from '../support/pdf'
import { packageScript } from '../support/scripts'
import { openInDev, openWindow, position, settled } from '../support/site'

/** How long, ms, a slide may take until it looks as in plain Slidev. */
const LONGEST_WAIT = 20_000

let folder: string
let elsewhere: Awaited<ReturnType<typeof startElsewhere>>
let entry: string
/** Each slide at its last click, as plain Slidev shows it. */
let expected: (Seen & { clicks: number })[]

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'features-'))
  elsewhere = await startElsewhere()
  const plain = await copyFeatures(path.join(folder, 'plain'), elsewhere.url, { plain: true })
  entry = await copyFeatures(path.join(folder, 'ours'), elsewhere.url)
  await alone(async () => {
    await runSlidev(['build', plain, '--out', path.join(folder, 'plain/dist')], { quiet: true })
    await buildDeck([entry, '--out', path.join(folder, 'ours/dist')], { quiet: true })
  })
  const server = await serveFolder({ folder: path.join(folder, 'plain/dist') })
  try {
    expected = await seePlain(server.url)
  } finally {
    await server.close()
  }
}, 900_000)

afterAll(async () => {
  await elsewhere.close()
  await rm(folder, { recursive: true, force: true })
})

/** The deck is about what comes from other hosts; Shiki gives up colouring a line in an editor on a busy machine. */
const isProblem = (problem: string) => !/^request to another host|Time limit reached when tokenizing/.test(problem)

async function openDeck(): Promise<Window> {
  const opened = await openWindow({ viewport: { width: 980, height: 552 }, reducedMotion: 'no-preference' })
  await answerForEmbeds(opened.context)
  return opened
}

async function seePlain(url: string): Promise<typeof expected> {
  const { page, context } = await openDeck()
  const seen: typeof expected = []
  await page.goto(`${url}1`)
  await page.waitForFunction(() => globalThis.deckPosition())
  for (let no = 1, clicks = 0; ;) {
    await settled(page, no, clicks)
    const { clicksTotal } = await position(page) ?? expect.fail('The deck is gone')
    if (clicks === clicksTotal) {
      await comesToRest(page, { slide: `#slide-content [data-slidev-no="${no}"]`, quiet: 500 })
      seen.push({ ...await readSlide(page, no), clicks })
      if (await page.locator('#slide-content .end').isVisible()) break
    }
    [no, clicks] = clicks < clicksTotal ? [no, clicks + 1] : [no + 1, 0]
    await page.keyboard.press('ArrowRight')
  }
  await context.close()
  return seen
}

/** Goes through the deck by the keyboard; what is not as in plain Slidev, by its slide. */
async function compare({ page, problems }: Window): Promise<Found> {
  const found: Found = {}
  for (const [index, { clicks, ...plain }] of expected.entries()) {
    const no = index + 1
    for (let click = 0; click <= clicks; click++) {
      await settled(page, no, click)
      if (click < clicks) await page.keyboard.press('ArrowRight')
    }
    const end = Date.now() + LONGEST_WAIT
    let seen = await readSlide(page, no)
    while (!isDeepStrictEqual(seen, plain) && Date.now() < end) {
      await page.waitForTimeout(200)
      seen = await readSlide(page, no)
    }
    note(found, `slide ${no}`, [
      ...isDeepStrictEqual(seen, plain) ? [] : [`plain Slidev shows ${JSON.stringify(plain)}, here is ${JSON.stringify(seen)}`],
      ...problems.splice(0).filter(isProblem),
    ])
    if (no < expected.length) await page.keyboard.press('ArrowRight')
  }
  return found
}

async function openBuilt(): Promise<Window & { url: string }> {
  const built = path.join(folder, 'ours/dist')
  const server = await serveFolder({ folder: built, hosting: netlify(built) })
  const opened = await openDeck()
  onTestFinished(async () => {
    await opened.context.close()
    await server.close()
  })
  return { ...opened, url: server.url }
}

it('plain Slidev shows something of every kind', () => {
  const kinds = new Set(expected.flatMap(({ drawn }) => Object.keys(drawn)))
  expect([...kinds].sort()).toEqual(['a', 'background', 'blockquote', 'button', 'film', 'film that has played', 'frame', 'h1', 'icon', 'li', 'line of an editor', 'picture', 'pre', 'stroke', 'svg', 'table', 'type'])
})

it('the build shows each slide as plain Slidev does, and forbids nothing of it', async () => {
  const window = await openBuilt()
  await window.page.goto(`${window.url}1`)
  expect(await compare(window)).toEqual({})
})

it('the PDF has each slide', async () => {
  const { pages } = await readPdf(path.join(folder, 'ours/dist/slidev-exported.pdf'))
  const found: Found = {}
  for (const [index, { text }] of expected.entries()) {
    // frames of hosts that can't be reached are all that paper lacks
    const words = text.replace(/ \| (?:A film of another host|A post|Another post)/g, '').split(' ')
    const printed = letters(pages[index]?.text ?? '')
    note(found, `slide ${index + 1}`, words.filter(word => !printed.includes(letters(word))))
  }
  expect(found).toEqual({})
  expect(pages).toHaveLength(expected.length)
  // a type that code shows is on its own page
  expect(pages.flatMap(({ text }, index) => text.includes('const words: string[]') ? [index + 1] : [])).toEqual([slideOf('Types of code')])
})

it('a type and a tab answer in the build', async () => {
  const { page, url, problems } = await openBuilt()
  await openAt(page, url, 'Types of code')
  await page.locator('.v-popper__popper--shown', { hasText: 'const words' }).waitFor()
  await page.locator('#slide-content .twoslash-hover', { hasText: 'length' }).hover()
  await page.locator('.v-popper__popper--shown', { hasText: 'String.length' }).waitFor()

  await openAt(page, url, 'Code in groups')
  await page.locator('.slidev-code-tab', { hasText: 'build.js' }).click()
  await page.locator('.slidev-code-wrapper', { hasText: 'await build()' }).waitFor()
  expect(problems.filter(isProblem)).toEqual([])
})

it('an editor runs what is typed into it, and a pen draws, in the build', async () => {
  const { page, url, problems } = await openBuilt()
  await openAt(page, url, 'An editor that runs')
  await page.locator('#slide-content .view-line:visible').first().click()
  await page.keyboard.press('Control+End')
  await page.keyboard.type('\nconsole.log("typed here")')
  await page.locator('#slide-content [title="Run code"]:visible').click()
  await page.locator('#slide-content .slidev-runner-output', { hasText: 'typed here' }).waitFor()

  await openAt(page, url, 'Code in groups')
  const strokes = page.locator('#slide-content svg.absolute > path')
  expect(await strokes.count()).toBe(0)
  await page.locator('[title="Show drawing toolbar"]').click()
  await page.mouse.move(300, 300)
  await page.mouse.down()
  await page.mouse.move(400, 350, { steps: 8 })
  await page.mouse.up()
  await strokes.first().waitFor({ state: 'attached' })
  expect(await strokes.count()).toBe(1)
  expect(problems.filter(isProblem)).toEqual([])
})

it('dev shows each slide as plain Slidev does', async () => {
  const port = await freePort()
  await alone(() => withServer(packageScript('dev', '--port', String(port), entry), { cwd: ROOT, port }, async () => {
    const window = await openDeck()
    onTestFinished(() => window.context.close())
    await openInDev(window, port)
    expect(await compare(window)).toEqual({})
  }))
})

function slideOf(words: string): number {
  return expected.findIndex(({ text }) => text.startsWith(words)) + 1
}

async function openAt(page: Page, url: string, words: string): Promise<void> {
  await page.goto(url + slideOf(words))
  await settled(page, slideOf(words), 0)
}
