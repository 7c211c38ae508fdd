// @vitest-environment node
import { readFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { PAGE_HEADERS } from '../security/headers'
import { headersFile, redirectsFile, vercelRoutes } from '../security/host-files'
import { ROOT } from '../commands/slidev'

const read = (file: string) => readFile(`${ROOT}/${file}`, 'utf8')

it('vercel.json has the routes that "npm run headers" writes', async () => {
  expect(JSON.parse(await read('vercel.json'))).toMatchObject({ routes: vercelRoutes() })
})

describe('the files for Netlify', () => {
  const files = ['11.html', 'assets/index-abc.js', 'index.html', 'manifest.webmanifest', 'pictures/gear.svg', 'pyodide-314.0.7/a b.wasm', 'read/index.html', 'sw.js']
  it('have the headers on every file, and let a browser keep what is there under a hashed name, by that name alone', () => {
    const rules = headersFile('/x/', files).split(/\n(?=\/)/)
    expect(rules.map(rule => rule.split('\n')[0])).toEqual(['/x/*', '/x/assets/index-abc.js', '/x/pyodide-314.0.7/a%20b.wasm'])
    for (const [name, value] of Object.entries(PAGE_HEADERS)) expect(rules[0]).toContain(`${name}: ${value}`)
    for (const rule of rules.slice(1)) expect(rule).toContain('immutable')
  })

  it('lead to pages that are there, and to nothing else', () => {
    const lines = redirectsFile('/x/', files, 11).split('\n')
    expect(lines).toEqual(expect.arrayContaining(['/x/read  /x/read/  301', '/x/11  /x/11.html  200', '/x/10  /x/index.html  200', '/x/presenter/*  /x/index.html  200']))
    expect(lines.filter(line => line.startsWith('/x/*') || line.startsWith('/*'))).toEqual([])
  })
})

it('every host builds through "npm run build", so that an option of the build (--without-notes) is chosen in one place, package.json', async () => {
  const netlify = await read('netlify.toml')
  const pages = await read('.github/workflows/pages.yml')
  const { buildCommand } = JSON.parse(await read('vercel.json'))
  const commands = [/^\s*command = "(.*)"$/m.exec(netlify)?.[1], buildCommand, /^\s*- run: (npm run build.*)$/m.exec(pages)?.[1]]
  expect(commands).toEqual([expect.stringMatching(/npm run build$/), expect.stringMatching(/npm run build$/), expect.stringMatching(/^npm run build -- --base "\$BASE_PATH\/"$/)])
})

describe('the headers', () => {
  it('are those of a careful site, on every file', () => {
    expect(PAGE_HEADERS).toMatchObject({
      'Content-Security-Policy': expect.stringContaining('frame-ancestors \'self\''),
      'Cross-Origin-Opener-Policy': 'same-origin',
      'Permissions-Policy': expect.stringContaining('microphone=()'),
      'Referrer-Policy': 'strict-origin-when-cross-origin',
      'Strict-Transport-Security': expect.stringMatching(/^max-age=\d{8}/),
      'X-Content-Type-Options': 'nosniff',
    })
  })

  it('fit into one line each', () => {
    for (const [name, value] of Object.entries(PAGE_HEADERS)) expect(`${name}: ${value}`).toMatch(/^[A-Z][\w-]+: [\x20-\x7E]+$/)
  })
})
