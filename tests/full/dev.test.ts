/** What an author has: the dev server, what it says of mistakes, a build that fails, the preview. */
import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import process from 'node:process'
import { describe, expect, it, onTestFinished } from 'vitest'
import { plainTitle, windowTitle } from '../../addons/access/ui/title'
import { buildDeck } from '../../addons/hosted/commands/build'
import { CommandError, ROOT } from '../../addons/hosted/commands/slidev'
import { studies } from '../../figures/studies'
import { freePort, withServer } from '../bench/server'
import { alone } from '../support/alone'
import { slides, steps, title } from '../support/deck'
import { note } from '../support/found'
import type { Found } from '../support/found'
import { packageScript } from '../support/scripts'
import { newWindow, openInDev, settled, site, walk } from '../support/site'

const [study = expect.fail('there is no study')] = studies

/** Slides with something wrong, each a slide after the talk's own. */
const mistakes = [
  { what: 'a picture', slide: '<Picture src="pictures/nosuch.svg" alt="" />', says: 'the picture "pictures/nosuch.svg" is not in public/' },
  { what: 'a figure', slide: 'It took [[no-such-figure]].', says: 'there is no figure "no-such-figure"' },
  { what: 'a link to a slide', slide: '[on](/9999)', says: 'a link leads to slide 9999; there are slides 1 to' },
  { what: 'a study', slide: '<TimingComparison study="no-such-study" />', says: 'there is no study "no-such-study"; there are "' },
  { what: 'a run', slide: `<TimingComparison study="${study.name}" runs="no-such-run" />`, says: `study "${study.name}" has no run "no-such-run"; it has "` },
  { what: 'the clicks in a note', frontmatter: '---\nclicks: 2\n', slide: '<p v-click="2">two</p>\n\n<!--\n[click] Only one.\n-->', says: 'the note marks 1 click with [click], the front matter says clicks: 2' },
] as const

/** How the message of a mistake begins. */
const messageOf = (index: number) => `slide ${slides.length + 1 + index} (Wrong: ${mistakes[index]?.what}): ${mistakes[index]?.says}`

/** The talk with some of these slides after its own, beside slides.md, so that it is the same project; gone when the test ends. */
async function brokenTalk(...wrongs: readonly (typeof mistakes)[number][]): Promise<string> {
  const entry = `slides.broken-${process.pid}.md`
  const talk = await readFile(path.join(ROOT, 'slides.md'), 'utf8')
  const more = wrongs.map(({ what, slide, ...rest }) => `\n${'frontmatter' in rest ? rest.frontmatter : ''}---\n\n# Wrong: ${what}\n\n${slide}\n${slide.includes('<!--') ? '' : '\n<!--\nA note.\n-->\n'}`)
  await writeFile(path.join(ROOT, entry), talk + more.join(''))
  onTestFinished(() => rm(path.join(ROOT, entry), { force: true }))
  return entry
}

describe('npm run dev', () => {
  it('gives the talk by keyboard from the first slide to the last, and Vue has nothing to warn of', async () => {
    const port = await freePort()
    await alone(() => withServer(packageScript('dev', '--port', String(port)), { cwd: ROOT, port }, async () => {
      const window = await newWindow()
      await openInDev(window, port)
      const { page, problems } = window
      const found: Found = {}
      await walk(page, 'ArrowRight', steps, ({ no, clicks }) => {
        // Slidev preloads every picture of the talk in dev, long before its slide; the build does not
        note(found, `slide ${no}, click ${clicks}`, problems.splice(0).filter(problem => !problem.includes('was preloaded using link preload')))
      })
      expect(found).toEqual({})
    }))
  })

  it('shows on each slide what is wrong with it, and the other slides as they are', async () => {
    const entry = await brokenTalk(...mistakes)
    const port = await freePort()
    await alone(() => withServer(packageScript('dev', '--port', String(port), entry), { cwd: ROOT, port }, async () => {
      const { page } = await newWindow()
      page.setDefaultTimeout(300_000)
      for (const index of mistakes.keys()) {
        await page.goto(`http://localhost:${port}/${slides.length + 1 + index}`)
        const alert = page.locator('.slidev-page:visible [role=alert]')
        await alert.waitFor()
        expect(await alert.innerText()).toContain(messageOf(index))
      }
      await page.goto(`http://localhost:${port}/${slides.length}`)
      await settled(page, slides.length, 0)
      expect(await page.locator('.slidev-page:visible [role=alert]').count()).toBe(0)
    }))
  })
})

describe('npm run build', () => {
  // what else may be wrong is in addons/checks/tests/checks.test.ts and tests/unit/timings.test.ts
  it('of a talk with something wrong fails, says where and what, and leaves nothing behind', async () => {
    const entry = await brokenTalk(mistakes[0])
    const folder = await mkdtemp(path.join(tmpdir(), 'broken-'))
    onTestFinished(() => rm(folder, { recursive: true, force: true }))
    const out = path.join(folder, 'dist')
    const error = await alone(() => buildDeck([entry, '--out', out, '--no-download'], { quiet: true })).catch((error: unknown) => error)
    expect(error).toBeInstanceOf(CommandError)
    expect((error as CommandError).message).toContain(messageOf(0))
    expect(existsSync(out)).toBe(false)
  })
})

describe('npm run preview', () => {
  it('serves what was built, where it was built for', async () => {
    const { base, folder } = site
    const port = await freePort()
    await withServer(packageScript('preview', '--out', path.relative(ROOT, folder), '--port', String(port)), { cwd: ROOT, port }, async () => {
      // the slide's own page, not the one that everything unknown gets
      for (const { no, title: heading } of slides.slice(1)) {
        const response = await fetch(`http://localhost:${port}${base}${no}`)
        expect(response.status).toBe(200)
        expect(/<title>([^<]*)/.exec(await response.text())?.[1]).toBe(windowTitle(plainTitle(heading), title))
      }
    })
  })
})
