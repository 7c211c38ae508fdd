/** The small standard library of the build, and what takes its place when it can't be had. */
import type { Plugin } from 'vite'
import type { RuntimeAssets } from '../engine/assets'
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, describe, expect, it, vi } from 'vitest'
import { installProgram } from '../engine/program'
import { readProgram } from '../program/files'
import { readManifest } from '../rust/manifest'
import * as slim from '../stdlib/slim'
import { findPyodide, startPython } from '../stdlib/start'
import { pyodideAssets } from '../pyodide-assets'

const cache = mkdtempSync(path.join(tmpdir(), 'stdlib-'))
afterAll(() => rmSync(cache, { recursive: true }))

describe('the slim standard library', () => {
  it('holds what the program needs, in less than half the size', async () => {
    const program = readProgram()
    const file = await slim.slimStdlib(program, cache)
    expect(statSync(file).size).toBeLessThan(statSync(path.join(findPyodide().folder, 'python_stdlib.zip')).size / 2)
    const work = installProgram(await startPython(file), program)(300)
    expect(work.digest('python')).toBe('86e351ae')
    expect(await slim.slimStdlib(program, cache)).toBe(file)
  })

  it('is refused, and not kept, when the program needs more than was seen', async () => {
    const { sources, modules } = readProgram()
    const kept = readdirSync(cache)
    const onlyWhenSlim = `
import os, sys
if os.path.getsize(next(path for path in sys.path if path.endswith('.zip'))) < 2_000_000:
    import tomllib
`
    const program = { sources: { ...sources, 'polygons.py': `${sources['polygons.py']}${onlyWhenSlim}` }, modules }
    await expect(slim.slimStdlib(program, cache)).rejects.toThrow(/No module named 'tomllib'/)
    expect(readdirSync(cache)).toEqual(kept)
  })
})

describe('without it', () => {
  it('the build warns and takes Pyodide’s own', async () => {
    vi.spyOn(slim, 'slimStdlib').mockRejectedValue(new Error('no Python today'))
    const plugin = pyodideAssets() as Plugin & { load: (id: string) => Promise<string>, generateBundle: () => Promise<void> }
    const warnings: string[] = []
    const emitted: Record<string, number> = {}
    const build = {
      warn: (text: string) => warnings.push(text),
      emitFile: ({ fileName, source }: { fileName: string, source: Uint8Array }) => void (emitted[fileName] = source.length),
    }
    const code = await plugin.load.call(build, '\0virtual:live-assets')
    await plugin.generateBundle.call(build)
    const assets: RuntimeAssets = JSON.parse(code.replace('export default ', ''))
    const { folder, version } = findPyodide()
    const own = statSync(path.join(folder, 'python_stdlib.zip')).size
    expect(warnings).toEqual([expect.stringContaining('Pyodide\'s own is used (no Python today)')])
    expect(assets.files.library).toEqual({ name: 'python_stdlib.zip', bytes: own, sent: own })
    const { wasm } = assets.files
    // what a browser must take for scripts, also from hosts that don't know .mjs
    expect([assets.files.loader.name, assets.files.glue.name]).toEqual(['pyodide.js', 'pyodide.asm.js'])
    expect(wasm.sent).toBe(gzipSync(readFileSync(path.join(folder, wasm.name))).length)
    const { files } = readManifest()
    expect(Object.fromEntries(Object.values(assets.modules).map(({ name, bytes }) => [name, bytes]))).toEqual(Object.fromEntries(Object.entries(files).map(([name, { bytes }]) => [name, bytes])))
    const sent = [...Object.values(assets.files), ...Object.values(assets.modules)].map(({ sent }) => sent)
    expect(assets.sent).toBe(sent.reduce((a, b) => a + b))
    expect(emitted[`pyodide-${version}/python_stdlib.zip`]).toBe(own)
  })
})
