/**
 * Makes styles/fonts/: the three typefaces of the deck, cut down to the weights and characters in use.
 * Run `npm run fonts` after adding a character or a weight; tests/unit/fonts.test.ts says when that is due.
 */
import { readFile, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'
import subsetFont from 'subset-font'
import { LATIN, LATIN_EXT } from './characters'

const require = createRequire(import.meta.url)
const target = (file: string) => fileURLToPath(new URL(`./${file}`, import.meta.url))

/** Optical size and the two "wonk" axes of Fraunces are pinned to its display cut. */
const display = { opsz: 100, SOFT: 50, WONK: 0, wght: 620 }
const text = { wght: { min: 400, max: 650 } }

const cuts = [
  { out: 'fraunces-latin', from: 'fraunces/files/fraunces-latin-full-normal', characters: LATIN, axes: display },
  { out: 'fraunces-latin-ext', from: 'fraunces/files/fraunces-latin-ext-full-normal', characters: LATIN_EXT, axes: display },
  { out: 'source-sans-latin', from: 'source-sans-3/files/source-sans-3-latin-wght-normal', characters: LATIN, axes: text },
  { out: 'source-sans-latin-ext', from: 'source-sans-3/files/source-sans-3-latin-ext-wght-normal', characters: LATIN_EXT, axes: text },
  { out: 'jetbrains-mono-latin', from: 'jetbrains-mono/files/jetbrains-mono-latin-wght-normal', characters: LATIN, axes: { wght: 480 } },
]

for (const { out, from, characters, axes } of cuts) {
  const source = await readFile(require.resolve(`@fontsource-variable/${from}.woff2`))
  const font = await subsetFont(source, characters, { targetFormat: 'woff2', variationAxes: axes })
  await writeFile(target(`${out}.woff2`), font)
  console.log(`${out}.woff2  ${(font.length / 1024).toFixed(1)} KB`)
}
