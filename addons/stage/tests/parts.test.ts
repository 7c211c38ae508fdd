// @vitest-environment node
import type { NetworkInterfaceInfo } from 'node:os'
import { mkdir, mkdtemp, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { reachable } from '../server/addresses'
import { builtAt, builtWithoutNotes, sourcesChangedAt } from '../server/freshness'
import { pollTheme } from '../server/theme'
import { limit } from '../server/rates'
import { buildVotePage } from '../server/vote-page'
import { loadKept } from '../vote/kept'

const address = (address: string, family: 'IPv4' | 'IPv6' = 'IPv4', internal = false) => ({ address, family, internal }) as NetworkInterfaceInfo

describe('the address for the room', () => {
  it('is the Wi-Fi\'s, not a container\'s or a tunnel\'s', () => {
    expect(reachable({
      lo: [address('127.0.0.1', 'IPv4', true)],
      docker0: [address('172.17.0.1')],
      utun3: [address('100.101.102.103')],
      wlan0: [address('fe80::1', 'IPv6'), address('192.168.1.20')],
      eth0: [address('169.254.7.7')],
    }).map(({ address }) => address)).toEqual(['192.168.1.20', '172.17.0.1', '100.101.102.103'])
  })

  it('is none without a network', () => {
    expect(reachable({ lo: [address('127.0.0.1', 'IPv4', true)], eth0: [address('169.254.7.7')] })).toEqual([])
  })
})

describe('a built deck', () => {
  it('is older than a source that changed, not than a test or what is built', async () => {
    const root = await mkdtemp(path.join(tmpdir(), 'stage-fresh-'))
    onTestFinished(() => rm(root, { recursive: true }))
    const out = path.join(root, 'dist')
    expect(builtAt(out)).toBeUndefined()
    const write = async (file: string, at: number) => {
      await mkdir(path.dirname(path.join(root, file)), { recursive: true })
      await writeFile(path.join(root, file), '')
      await utimes(path.join(root, file), at, at)
    }
    await write('slides.md', 1000)
    await write('components/deep/One.vue', 2000)
    await write('dist/index.html', 3000)
    for (const other of ['tests/a.test.ts', 'node_modules/a/index.js', '.git/HEAD', 'dist/assets/app.js', 'deck.pdf']) await write(other, 9000)
    expect(sourcesChangedAt(root, out)).toBe(2_000_000)
    expect(builtAt(out)).toBe(3_000_000)
    await write('components/deep/One.vue', 4000)
    expect(sourcesChangedAt(root, out)).toBeGreaterThan(builtAt(out) ?? Infinity)
    for (const [record, without] of [['', false], ['{', false], ['null', false], ['{"notes":true}', false], ['{"notes":false}', true]] as const) {
      expect(builtWithoutNotes(out)).toBe(false)
      await writeFile(path.join(out, '.built.json'), record)
      expect([record, builtWithoutNotes(out)]).toEqual([record, without])
    }
  })
})

describe('the page for phones', () => {
  it('gets the deck\'s colours for polls, in both schemes, and nothing else of its styles', () => {
    const theme = pollTheme(`
      /* :root { --poll-ink: blue } */
      :root { --ink: #111; --ground: #fff; --poll-ink: var(--ink); --poll-paper: var(--ground); --poll-soft: var(--gone, #777); --other: 1 }
      html.dark { --ink: #eee; --ground: #000 }
      .slide { --poll-ink: red }
    `)
    expect(theme).toBe(':root{--poll-ink:#111;--poll-paper:#fff;--poll-soft:#777;}@media(prefers-color-scheme:dark){:root{--poll-ink:#eee;--poll-paper:#000;--poll-soft:#777;}}')
    expect(pollTheme('body { color: red }')).toBe('')
  })

  it('is one small file that names nothing outside, with a policy for just its script and style', () => {
    const { html, policy } = buildVotePage(':root{--poll-ink:#111}')
    expect(Buffer.byteLength(html)).toBeLessThan(15 * 1024)
    expect(html).toContain('--poll-ink:#111')
    expect(html).not.toMatch(/(?:src|href)="(?!data:,")|https?:|@import|url\(/)
    expect(policy).toMatch(/^default-src 'none'; script-src 'sha256-\S+'; style-src 'sha256-\S+'; connect-src 'self'/)
  })

  it('keeps who the phone is and what it answered, and does without storage', () => {
    const map = new Map<string, string>()
    const storage = () => ({ getItem: (key: string) => map.get(key) ?? null, setItem: (key: string, value: string) => void map.set(key, value) }) as unknown as Storage
    const first = loadKept(storage)
    first.keep('round-1', 2)
    first.keep('round-1', 3)
    const again = loadKept(storage)
    expect(again.phone).toBe(first.phone)
    expect(again.phone).toMatch(/^[\da-f]{24}$/)
    expect([again.answer('round-1'), again.answer('round-2')]).toEqual([3, undefined])
    map.set('stage-vote', '{"phone":"<b>","answers":[["a"],3,["b",1]]}')
    const restored = loadKept(storage)
    expect(restored.phone).toMatch(/^[\da-f]{24}$/)
    expect(restored.answer('b')).toBe(1)

    const blocked = loadKept(() => {
      throw new Error('blocked')
    })
    blocked.keep('round-1', 1)
    expect(blocked.answer('round-1')).toBe(1)
  })
})

describe('a rate', () => {
  it('lets a burst through, then so many a second, for each key', () => {
    let now = 0
    const may = limit({ burst: 3, perSecond: 2 }, () => now)
    const times = (key: string) => [may(key), may(key), may(key), may(key)]
    expect(times('a')).toEqual([true, true, true, false])
    expect(times('b')).toEqual([true, true, true, false])
    now = 1000
    expect(times('a')).toEqual([true, true, false, false])
    now = 100_000
    expect(times('a')).toEqual([true, true, true, false])
  })
})
