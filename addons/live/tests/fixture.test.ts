/** The addon in a bare deck of three slides, built by Slidev alone. */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import path from 'node:path'
import process from 'node:process'
import { expect, it, onTestFinished } from 'vitest'
import { findPyodide } from '../stdlib/start'

const SLIDEV = path.join(path.dirname(createRequire(import.meta.url).resolve('@slidev/cli/package.json')), 'bin/slidev.mjs')

it('builds in a bare deck, and brings what a run fetches', () => {
  const out = mkdtempSync(path.join(tmpdir(), 'bare-deck-'))
  onTestFinished(() => rmSync(out, { recursive: true }))
  execFileSync(process.execPath, [SLIDEV, 'build', path.join(import.meta.dirname, 'fixture/slides.md'), '--out', out], { stdio: 'pipe' })
  const files = readdirSync(out, { recursive: true, encoding: 'utf8' }).map(file => file.split(path.sep).join('/'))
  const folder = `pyodide-${findPyodide().version}`
  for (const name of ['pyodide.js', 'pyodide.asm.js', 'pyodide.asm.wasm']) expect(files).toContain(`${folder}/${name}`)
  for (const pattern of [/^pyodide-.*\/python_stdlib-[0-9a-f]+\.zip$/, /polymatch\.debug-.*\.wasm$/, /polymatch\.release-.*\.wasm$/, /\/worker-.*\.js$/]) expect(files.filter(file => pattern.test(file)), String(pattern)).toHaveLength(1)
  // the slide's own script draws the recorded result
  expect(files.filter(file => file.endsWith('.js') && readFileSync(path.join(out, file), 'utf8').includes('nothing is downloaded until then'))).toHaveLength(1)
})
