// @vitest-environment node
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { expect, it } from 'vitest'
import { LATIN, LATIN_EXT } from '../../styles/fonts/characters'

const root = new URL('../../', import.meta.url)
const files = ['slides.md', ...['components', 'components/figures', 'components/timing'].flatMap(folder =>
  readdirSync(new URL(folder, root)).filter(file => /\.(?:vue|ts)$/.test(file)).map(file => `${folder}/${file}`))]

it('hold every character of the talk', () => {
  const shipped = new Set([...LATIN, ...LATIN_EXT, '\n'])
  const missing = files.flatMap(file => [...new Set(readFileSync(new URL(file, root), 'utf8'))]
    .filter(character => !shipped.has(character)).map(character => `${character} in ${file}`))
  expect(missing, 'add these to styles/fonts/characters.ts, then npm run fonts').toEqual([])
})

it('weigh at most 60 KB together', () => {
  const folder = new URL('styles/fonts/', root)
  const bytes = readdirSync(folder).filter(file => file.endsWith('.woff2')).reduce((sum, file) => sum + statSync(new URL(file, folder)).size, 0)
  expect(bytes).toBeLessThanOrEqual(60 * 1024)
})
