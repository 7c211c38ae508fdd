// @vitest-environment node
import { readFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { HEADER_RULES, netlifyHeaders, responseHeaders, vercelHeaders } from '../security/headers'
import { ROOT } from '../commands/slidev'

const read = (file: string) => readFile(`${ROOT}/${file}`, 'utf8')

// "npm run headers" writes them anew
describe('the hosts\' files say what the list says', () => {
  it('netlify.toml', async () => {
    const file = await read('netlify.toml')
    expect(file.slice(file.indexOf('[[headers]]')).trim()).toBe(netlifyHeaders())
  })

  it('vercel.json', async () => {
    const { headers } = JSON.parse(await read('vercel.json'))
    expect(headers).toEqual(vercelHeaders())
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
    for (const path of ['/', '/11', '/sw.js', '/assets/index-abc.js']) {
      expect(responseHeaders(path)).toMatchObject({
        'Content-Security-Policy': expect.stringContaining('default-src \'self\''),
        'Cross-Origin-Opener-Policy': 'same-origin',
        'Permissions-Policy': expect.stringContaining('microphone=()'),
        'Referrer-Policy': 'strict-origin-when-cross-origin',
        'Strict-Transport-Security': expect.stringMatching(/^max-age=\d{8}/),
        'X-Content-Type-Options': 'nosniff',
      })
    }
  })

  it('let a browser keep for ever what changes its name with its content, and nothing else', () => {
    const keeps = (path: string) => responseHeaders(path)['Cache-Control']?.includes('immutable') ?? false
    expect(['/assets/index-abc.js', '/pyodide-314.0.7/pyodide.asm.wasm'].filter(path => !keeps(path))).toEqual([])
    expect(['/', '/index.html', '/11.html', '/sw.js', '/pictures/gear.svg', '/manifest.webmanifest'].filter(keeps)).toEqual([])
  })

  it('fit into one line each', () => {
    for (const { headers } of HEADER_RULES) {
      for (const { name, value } of headers) expect(`${name}: ${value}`).toMatch(/^[A-Z][\w-]+: [\x20-\x7E]+$/)
    }
  })
})
