/** `npm run build` on a machine where no Chromium can be had. */
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import path from 'node:path'
import process from 'node:process'
import { pathToFileURL } from 'node:url'
import { expect, it, onTestFinished } from 'vitest'
import { ROOT } from '../../addons/hosted/commands/slidev'
import { steps } from '../support/deck'
import { startHost } from '../support/host'
import { newWindow, openSlide, site, walk } from '../support/site'

it('says what it leaves out, and the deck works', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'deck-'))
  onTestFinished(() => rm(folder, { recursive: true }))
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
  expect(output).toContain('No Chromium found: building without the slides in the HTML and without the reading page')
  const files = await readdir(out)
  expect(files).toEqual(expect.arrayContaining(['index.html', 'sw.js']))
  expect(files.filter(file => /^\d{1,2}\.html$|\.pdf$|^read$|^sitemap\.xml$/.test(file))).toEqual([])
  expect(await readFile(path.join(out, 'index.html'), 'utf8')).not.toContain('first-slide')
  expect(existsSync(path.join(out, 'previews'))).toBe(false)

  const host = await startHost({ ...site, base: '/', folder: out })
  const { page, problems } = await newWindow()
  await openSlide(page, host.site, 1)
  await walk(page, 'ArrowRight', steps.slice(0, 5))
  expect(problems).toEqual([])
})
