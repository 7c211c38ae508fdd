import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { buildDeck } from '../../addons/hosted/commands/build'
import { readPdf } from '../support/pdf'

it('a bare deck of three slides is built with everything that the addon gives', async () => {
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
