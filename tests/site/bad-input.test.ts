/** What an author may get wrong, in a real build and on a real dev server. */
import type { ChildProcess } from 'node:child_process'
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import process from 'node:process'
import { afterEach, describe, expect, it } from 'vitest'
import { buildDeck } from '../../scripts/build'
import { ROOT, SlidevError } from '../../scripts/slidev'
import { slides } from '../support/deck'
import { newWindow } from '../support/site'

const talk = await readFile(path.join(ROOT, 'slides.md'), 'utf8')
const done: (() => unknown)[] = []
afterEach(async () => {
  for (const undo of done.splice(0).toReversed())
    await undo()
})

/** The talk with one thing wrong, beside slides.md, so that it is the same project. */
async function brokenTalk(right: string, wrong: string): Promise<string> {
  expect(talk).toContain(right)
  const entry = `slides.broken-${process.pid}.md`
  await writeFile(path.join(ROOT, entry), talk.replace(right, wrong))
  done.push(() => rm(path.join(ROOT, entry), { force: true }))
  return entry
}

async function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
}

/** The number of the first slide that holds this text. */
const slideWith = (text: string) => slides.findIndex(slide => slide.content.includes(text)) + 1

const study = { right: 'study="ruff"', wrong: 'study="ruf"' }
const mistakes = [
  ['a study', study.right, study.wrong, new RegExp(`slide ${slideWith(study.right)} \\(.*\\): there is no study "ruf"; there are "article"`)],
  ['a picture', 'pictures/gear.svg', 'pictures/gears.svg', /slide 2 \(.*\): the picture "pictures\/gears.svg" is not in public/],
] as const

describe('a build of a talk with something wrong', () => {
  it.each(mistakes)('fails for %s, says where and what, and leaves nothing behind', async (_, right, wrong, message) => {
    const entry = await brokenTalk(right, wrong)
    const folder = await mkdtemp(path.join(tmpdir(), 'broken-'))
    done.push(() => rm(folder, { recursive: true, force: true }))
    const out = path.join(folder, 'dist')
    const error = await buildDeck([entry, '--out', out, '--no-download'], { quiet: true }).catch((error: unknown) => error)
    expect(error).toBeInstanceOf(SlidevError)
    expect((error as SlidevError).output).toMatch(message)
    expect(existsSync(out)).toBe(false)
  })
})

describe('the dev server', () => {
  it('shows on the slide what is wrong with it, and the other slides as they are', async () => {
    const [, right, wrong, message] = mistakes[0]
    const no = slideWith(right)
    const entry = await brokenTalk(right, wrong)
    const port = await freePort()
    const server: ChildProcess = spawn(process.execPath, ['node_modules/@slidev/cli/bin/slidev.mjs', entry, '--port', String(port)], {
      cwd: ROOT,
      stdio: 'ignore',
      env: { ...process.env, NODE_ENV: undefined },
    })
    done.push(() => new Promise((resolve) => {
      server.once('exit', resolve)
      server.kill()
    }))
    const { page } = await newWindow()
    await expect.poll(() => page.goto(`http://localhost:${port}/${no}`).then(() => true, () => false), { timeout: 100_000 }).toBe(true)
    const alert = page.locator('.slidev-page:visible [role=alert]')
    await alert.waitFor({ timeout: 100_000 })
    expect(await alert.innerText()).toMatch(message)
    await page.goto(`http://localhost:${port}/${no + 1}`)
    await page.getByRole('heading', { name: /uv/ }).waitFor({ timeout: 100_000 })
  })
})
