import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { siteUrl } from '../site-url'

function deckWith(manifest: { homepage?: string }): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'deck-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  writeFileSync(path.join(folder, 'package.json'), JSON.stringify(manifest))
  return folder
}

it('takes the deck\'s address from package.json or the environment, with a slash at the end', () => {
  const home = deckWith({ homepage: 'https://talks.example/home' })
  expect(siteUrl(home, '/', { URL: 'https://a.example' })).toBe('https://talks.example/home/')
  expect(siteUrl(home, '/', { SITE_URL: 'https://c.example' })).toBe('https://c.example/')
  const bare = deckWith({})
  expect(siteUrl(bare, '/', { SITE_URL: 'https://talks.example/rust' })).toBe('https://talks.example/rust/')
  expect(siteUrl(bare, '/', { URL: 'https://a.example' })).toBe('https://a.example/')
  expect(siteUrl(bare, '/', { VERCEL_PROJECT_PRODUCTION_URL: 'b.example' })).toBe('https://b.example/')
  expect(siteUrl(bare, '/', {})).toBe('')
  // the address of a host alone, and a base; GitHub Pages tells the address with its base
  expect(siteUrl(bare, '/rust/', { SITE_URL: 'https://c.example' })).toBe('https://c.example/rust/')
  expect(siteUrl(bare, '/rust/', { SITE_URL: 'https://c.example/rust' })).toBe('https://c.example/rust/')
})

it('refuses an address without its scheme, and says what would be right', () => {
  expect(() => siteUrl(deckWith({ homepage: 'talks.example' }), '/', {})).toThrow('"talks.example" is no address: `homepage` in package.json')
})
