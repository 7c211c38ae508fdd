/** What an author may get wrong, in a real build and on a real dev server. */
import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import process from 'node:process'
import { describe, expect, it, onTestFinished } from 'vitest'
import { freePort, withServer } from '../bench/server'
import { buildDeck } from '../../addons/hosted/commands/build'
import { ROOT, CommandError } from '../../addons/hosted/commands/slidev'
import { slides } from '../support/deck'
import { newWindow, settled } from '../support/site'
import { slidevDev } from '../support/scripts'

const talk = await readFile(path.join(ROOT, 'slides.md'), 'utf8')

/** Something wrong in one place of slides.md. */
interface Mistake {
  what: string
  /** What stands there, once, or the first of them. */
  right: string
  wrong: string
  /** What is said of it, after the slide's name. */
  says: string
}

const mistakes: readonly Mistake[] = [
  { what: 'a picture', right: 'pictures/gear.svg', wrong: 'pictures/gears.svg', says: 'the picture "pictures/gears.svg" is not in public/' },
  { what: 'a figure', right: '[[orjson-dumps]]', wrong: '[[orjson-dump]]', says: 'there is no figure "orjson-dump"' },
  { what: 'a link to a slide', right: '<p>How long will it take?</p>', wrong: '[How long will it take?](/99)', says: `a link leads to slide 99; there are slides 1 to ${slides.length}` },
  { what: 'a run', right: 'runs="python naive-debug"', wrong: 'runs="python naive-bug"', says: 'study "article" has no run "naive-bug"; it has "python"' },
  { what: 'the clicks in a note', right: '[click] With the release flag', wrong: 'With the release flag', says: 'the note marks 3 clicks with [click], the front matter says clicks: 4' },
  { what: 'a study', right: 'study="ruff"', wrong: 'study="ruf"', says: 'there is no study "ruf"; there are "article"' },
]

/** The slide that holds this text, in its content or its note. */
const slideWith = (text: string) => slides.find(slide => slide.content.includes(text) || slide.note.includes(text)) ?? expect.fail(`no slide has ${text}`)

/** How the message of a mistake begins. */
const messageOf = ({ right, says }: Mistake) => `slide ${slideWith(right).no} (${slideWith(right).title}): ${says}`

/** The talk with things wrong, beside slides.md, so that it is the same project; gone when the test ends. */
async function brokenTalk(...wrongs: readonly Mistake[]): Promise<string> {
  const entry = `slides.broken-${process.pid}.md`
  for (const { right } of wrongs) expect(talk).toContain(right)
  await writeFile(path.join(ROOT, entry), wrongs.reduce((text, { right, wrong }) => text.replace(right, wrong), talk))
  onTestFinished(() => rm(path.join(ROOT, entry), { force: true }))
  return entry
}

describe('a build of a talk with something wrong', () => {
  it.each(mistakes)('fails for $what, says where and what, and leaves nothing behind', async (mistake) => {
    const entry = await brokenTalk(mistake)
    const folder = await mkdtemp(path.join(tmpdir(), 'broken-'))
    onTestFinished(() => rm(folder, { recursive: true, force: true }))
    const out = path.join(folder, 'dist')
    const error = await buildDeck([entry, '--out', out, '--no-download'], { quiet: true }).catch((error: unknown) => error)
    expect(error).toBeInstanceOf(CommandError)
    expect((error as CommandError).message).toContain(messageOf(mistake))
    expect(existsSync(out)).toBe(false)
  })
})

describe('the dev server', () => {
  it('shows on each slide what is wrong with it, and the other slides as they are', async () => {
    const entry = await brokenTalk(...mistakes)
    const port = await freePort()
    await withServer(slidevDev(port, entry), { cwd: ROOT, port }, async () => {
      const { page } = await newWindow()
      page.setDefaultTimeout(100_000)
      for (const mistake of mistakes) {
        await page.goto(`http://localhost:${port}/${slideWith(mistake.right).no}`)
        const alert = page.locator('.slidev-page:visible [role=alert]')
        await alert.waitFor()
        expect(await alert.innerText()).toContain(messageOf(mistake))
      }
      const whole = slides.find(({ no, title }) => no > 1 && !mistakes.some(({ right }) => slideWith(right).title === title)) ?? expect.fail('every slide is broken')
      await page.goto(`http://localhost:${port}/${whole.no}`)
      await settled(page, whole.no, 0)
      expect(await page.locator('.slidev-page:visible [role=alert]').count()).toBe(0)
    })
  })
})
