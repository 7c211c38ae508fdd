/** Addons, each alone in a bare deck of three slides: `live` has its own test in its folder, `stage` in stage.test.ts. */
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { buildDeck } from '../../addons/hosted/commands/build'
import { serveFolder } from '../../addons/hosted/tests/serve'
import { runSlidev } from '../../addons/hosted/commands/slidev'
import { violations } from '../support/access'
import { alone } from '../support/alone'
import { readPdf } from '../support/pdf'
import { newWindow, position, settled } from '../support/site'

it('hosted builds everything that it gives', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'fixture-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  const out = path.join(folder, 'dist')
  await buildDeck(['addons/hosted/tests/fixture/slides.md', '--out', out], { quiet: true })
  expect(await readdir(out)).toEqual(expect.arrayContaining(['1.html', '2.html', '3.html', '_headers', '_redirects', 'read', 'sw.js']))
  expect(await readFile(path.join(out, '2.html'), 'utf8')).toMatch(/Content-Security-Policy" content="(?!.*unsafe-inline)/)
  const { pages, outline, isTagged } = await readPdf(path.join(out, 'slidev-exported.pdf'))
  expect(outline.map(({ title, page }) => [title, page])).toEqual([['A bare deck', 1], ['Two clicks', 2], ['The end', 3]])
  expect(isTagged).toBe(true)
  expect(pages[2]?.links).toEqual(['#2', 'https://sli.dev/'])
})

it('checks lets a sound deck be built, and refuses a picture that is not there', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'fixture-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  const fixture = 'addons/checks/tests/fixture/slides.md'
  await alone(() => runSlidev(['build', fixture, '--out', folder], { quiet: true }))
  expect(await readdir(folder)).toContain('index.html')
  const broken = fixture.replace('.md', '.broken.md')
  await writeFile(broken, (await readFile(fixture, 'utf8')).replace('[To the', '<img src="gone.svg" alt="">\n\n[To the'))
  onTestFinished(() => rm(broken))
  await expect(alone(() => runSlidev(['build', broken, '--out', folder], { quiet: true }))).rejects.toThrow('slide 3 (Three): the picture "gone.svg" is not in public/')
})

it('access helps by keyboard, screen reader and phone', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'fixture-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  await alone(() => runSlidev(['build', 'addons/access/tests/fixture/slides.md', '--out', folder], { quiet: true }))
  const server = await serveFolder({ folder })
  onTestFinished(() => server.close())

  const { page, problems } = await newWindow()
  await page.goto(server.url)
  await settled(page, 1, 0)
  expect(await violations(page)).toEqual([])
  await page.keyboard.press('Control+ArrowRight')
  await page.keyboard.press('ArrowRight')
  await settled(page, 2, 0)
  const announced = page.locator('[aria-live="polite"][data-announcer]')
  await announced.filter({ hasText: 'Slide 2 of 3: Two' }).waitFor()
  await page.keyboard.press('ArrowRight')
  await announced.filter({ hasText: 'It comes with a click.' }).waitFor()
  expect(await page.title()).toContain('Two')
  expect(await page.getByRole('main').count()).toBe(1)
  expect(await page.locator('.slidev-page-2 .slidev-code-wrapper').getAttribute('translate')).toBe('no')
  await page.keyboard.press('?')
  await page.getByRole('dialog', { name: 'Keys' }).waitFor()
  await page.keyboard.press('Escape')
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  expect(problems).toEqual([])

  const phone = await newWindow({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true })
  await phone.page.goto(`${server.url}2`)
  await settled(phone.page, 2, 0)
  const said = phone.page.getByRole('region', { name: 'What the speaker says' })
  await said.filter({ hasText: 'What is said first.' }).waitFor()
  await phone.page.getByRole('button', { name: 'Next' }).tap()
  await said.filter({ hasText: 'What is said with the click.' }).waitFor()
  expect(await violations(phone.page)).toEqual([])
  await phone.page.getByRole('button', { name: 'Next' }).tap()
  await settled(phone.page, 3, 0)
  expect(await position(phone.page)).toMatchObject({ no: 3 })
  expect(phone.problems).toEqual([])
})
