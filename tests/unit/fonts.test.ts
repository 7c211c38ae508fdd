// @vitest-environment node
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { createRequire } from 'node:module'
import { pathToFileURL } from 'node:url'
import { describe, expect, it } from 'vitest'
import { LATIN, LATIN_EXT } from '../../styles/fonts/characters'

const root = new URL('../../', import.meta.url)
const fonts = new URL('styles/fonts/', root)

/** What subset-font, which cut the fonts, reads them with itself. */
const cutter = createRequire(createRequire(import.meta.url).resolve('subset-font'))
const { convert } = cutter('fontverter') as { convert: (font: Buffer, format: 'sfnt') => Promise<Buffer> }
const { Blob, Face } = await import(pathToFileURL(cutter.resolve('harfbuzzjs')).href) as {
  Blob: new (data: Uint8Array) => object
  Face: new (blob: object) => { collectUnicodes: () => Uint32Array }
}

/** The characters that a font file draws. */
async function charactersOf(name: string): Promise<Set<string>> {
  const sfnt = await convert(readFileSync(new URL(`${name}.woff2`, fonts)), 'sfnt')
  return new Set(Array.from(new Face(new Blob(sfnt)).collectUnicodes(), code => String.fromCodePoint(code)))
}

/** Everything that has words for a viewer. What is only in a comment is looked at too: it may be moved into a text. */
const sources = ['slides.md', 'slide-bottom.vue', ...['addons', 'components', 'figures', 'setup', 'snippets'].flatMap(folder =>
  readdirSync(new URL(folder, root), { recursive: true, encoding: 'utf8' }).map(file => `${folder}/${file.replaceAll('\\', '/')}`))]
  .filter(file => /\.(?:vue|ts|py|rs|json)$|^slides\.md$/.test(file) && !/\/(?:target|tests|rust)\//.test(file))

/** Arrows for keys and for the way on and back, never on the canvas: no cut of the typefaces has ← and →, every system has all four. */
const SYSTEM = '←↑→↓'

function missing(files: readonly string[], has: ReadonlySet<string>): string[] {
  return files.flatMap(file => [...new Set(readFileSync(new URL(file, root), 'utf8'))]
    .filter(character => !has.has(character) && !SYSTEM.includes(character) && character !== '\n')
    .map(character => `${character} in ${file}`))
}

describe('the font files', () => {
  it.each(['fraunces', 'source-sans', 'jetbrains-mono'])('of %s hold what was asked for', async (face) => {
    const latin = await charactersOf(`${face}-latin`)
    expect([...LATIN].filter(character => !latin.has(character))).toEqual([])
    if (face === 'jetbrains-mono') return
    const ext = await charactersOf(`${face}-latin-ext`)
    expect([...LATIN_EXT].filter(character => !ext.has(character))).toEqual([])
  })

  it.each(['fraunces', 'source-sans'])('of %s hold every character of the talk', async (face) => {
    const has = new Set([...await charactersOf(`${face}-latin`), ...await charactersOf(`${face}-latin-ext`)])
    expect(sources.length).toBeGreaterThan(60)
    expect(missing(sources, has), 'add these to styles/fonts/characters.ts, then npm run fonts').toEqual([])
  })

  it('of JetBrains Mono hold every character of the code', async () => {
    expect(missing(sources.filter(file => /^snippets\/|\.(?:py|rs)$/.test(file)), await charactersOf('jetbrains-mono-latin'))).toEqual([])
  })

  it('weigh at most 60 KB together', () => {
    const bytes = readdirSync(fonts).filter(file => file.endsWith('.woff2')).reduce((sum, file) => sum + statSync(new URL(file, fonts)).size, 0)
    expect(bytes).toBeLessThanOrEqual(60 * 1024)
  })
})
