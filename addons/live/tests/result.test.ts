import type { Result } from '../engine/result'
import { describe, expect, it } from 'vitest'
import { describeBrowser } from '../engine/browser'
import { keep, readKept } from '../engine/keep'
import { lanes } from '../engine/lanes'
import { formatRatio, isResult, headline, rowsOf, toMarkdown, widest, work } from '../engine/result'
import { statusOf, warningOf } from '../ui/texts'
import recorded from '../recorded.json'

function result(change: Partial<Result> = {}): Result {
  const samples = Object.fromEntries(lanes.map(({ name }, i) => [name, [1.1, 0.9, 1].map(factor => factor * 200 / 2 ** i)]))
  return {
    version: 2,
    date: '2026-11-23T12:00:00.000Z',
    browser: 'Firefox 153 on Linux',
    cores: 8,
    background: false,
    python: '3.14.2',
    polygons: 1000,
    points: 700,
    digest: '86e351ae',
    samples: samples as Result['samples'],
    ...change,
  }
}

describe('the rows', () => {
  it('have medians as bars and the runs as dots on the same scale, in the order of the lanes', () => {
    const rows = rowsOf(result())
    expect(rows.map(row => row.name)).toEqual(lanes.map(lane => lane.name))
    // the longest run ends the scale
    expect(rows[0]?.share).toBeCloseTo(200 / 220)
    expect(rows[1]?.dots).toEqual([0.5, 90 / 220, 100 / 220].map(share => expect.closeTo(share)))
  })

  it('have as many figures as a time of one’s own bears', () => {
    const rows = rowsOf(result())
    expect(rows.map(row => row.ratio).slice(0, 3)).toEqual(['baseline', '2.0× faster', '4.0× faster'])
    expect(rows.map(row => row.time).slice(0, 4)).toEqual(['200 ms', '100 ms', '50.0 ms', '25.0 ms'])
    expect([formatRatio(210, 100), formatRatio(100, 1230), formatRatio(1, 346)]).toEqual(['2.1× slower', '12× faster', '350× faster'])
  })

  it('of lanes that have not run yet have no figures, on a scale that leaves room for them', () => {
    const [python, debug] = rowsOf({ samples: { python: [100, 120] }, longest: 300 })
    expect(python).toMatchObject({ time: '110 ms', ratio: 'baseline', dots: [100 / 300, 0.4] })
    expect(debug).toMatchObject({ time: '', ratio: '', share: 0, dots: [] })
    expect(rowsOf().map(row => row.share)).toEqual([0, 0, 0, 0, 0])
  })

  it('come to one figure: Python against the class in Rust', () => {
    expect(headline(result())).toBe('8.0×')
  })

  it('say what was timed', () => {
    expect(work(result({ points: 1230 }))).toBe('1,230 points against 1,000 polygons, without NumPy; median of 3 runs')
  })
})

describe('the Markdown table', () => {
  it('has a row for each lane, as many cells in each, and says where it is from', () => {
    const lines = toMarkdown(result()).split('\n')
    const rows = lines.filter(line => line.startsWith('|'))
    expect(rows).toHaveLength(lanes.length + 2)
    expect(new Set(rows.map(row => row.split('|').length))).toEqual(new Set([6]))
    expect(lines[0]).toBe('700 points against 1,000 polygons, without NumPy; median of 3 runs; 8 cores, Firefox 153 on Linux; Python 3.14.2; 2026-11-23')
    expect(rows[2]).toBe('| **plain Python**: the loop and the objects are Python’s, the distance is math.hypot | 200 ms | ±5% | baseline |')
  })
})

describe('a warning', () => {
  it('is given for a page in the background', () => {
    expect(warningOf(result())).toBeUndefined()
    expect(warningOf(result({ background: true }))).toContain('in the background')
  })

  it('names the lane whose runs lie furthest apart, when they do', () => {
    const { samples } = result()
    const wide = result({ samples: { ...samples, 'class-release': [10, 20, 30] } })
    expect(widest(result())).toMatchObject({ spread: '±5%', tooWide: false })
    expect(widest(wide)).toEqual({ label: 'Rust, no allocation', spread: '±25%', tooWide: true })
    expect(warningOf(wide)).toContain('runs varied (Rust, no allocation: ±25%)')
  })
})

describe('the download’s progress', () => {
  it('is in megabytes, of as many as there are', () => {
    expect(statusOf({ phase: 'downloading', loaded: 1_249_000, total: 5_150_000 })).toBe('Downloading Python: 1.2 of 5.2 MB')
  })
})

describe('what is kept', () => {
  const store = (text: string | null) => ({ getItem: () => text, setItem: () => {} })

  it('is read back', () => {
    let kept = ''
    keep(result(), () => ({ getItem: () => null, setItem: (_, text) => void (kept = text) }))
    expect(readKept(() => store(kept))).toEqual(result())
  })

  it('is nothing when it is of another shape, broken, or not there', () => {
    const { 'naive-debug': others } = result().samples
    for (const text of [null, '', '{', '[]', '"x"', '{"version":2}', JSON.stringify({ ...result(), version: 1 }), JSON.stringify({ ...result(), samples: { python: others } })]) expect(readKept(() => store(text))).toBeUndefined()
  })

  it('is nothing when a field is of another kind', () => {
    for (const change of [{ cores: 'many' }, { background: undefined }, { machine: 7 }, { samples: null }]) expect(isResult({ ...result(), ...change }), JSON.stringify(change)).toBe(false)
    expect(isResult(result({ machine: 'a laptop' }))).toBe(true)
  })

  it('belongs to the deck at this path, not to another one of the same host', () => {
    const all = new Map<string, string>()
    const host = () => ({ getItem: (key: string) => all.get(key) ?? null, setItem: (key: string, text: string) => void all.set(key, text) })
    keep(result(), host, '/one/')
    expect(readKept(host, '/two/')).toBeUndefined()
    expect(readKept(host, '/one/')).toEqual(result())
  })

  it('fails quietly where the browser keeps nothing', () => {
    const denied = () => {
      throw new DOMException('denied', 'SecurityError')
    }
    expect(readKept(denied)).toBeUndefined()
    expect(() => keep(result(), denied)).not.toThrow()
  })
})

describe('the recorded result', () => {
  it('is whole, of at least 7 runs, and names its machine', () => {
    expect(isResult(recorded)).toBe(true)
    for (const { name } of lanes) expect(recorded.samples[name].length).toBeGreaterThanOrEqual(7)
    expect(recorded.machine).not.toBe('')
    expect(recorded.browser).toMatch(/\d/)
  })

  it('needs no warning', () => {
    expect(warningOf(recorded as Result)).toBeUndefined()
  })
})

describe('the browser’s name', () => {
  it('is a brand where there are brands', () => {
    const brands = (...names: string[]) => names.map(brand => ({ brand, version: '156' }))
    const name = (...names: string[]) => describeBrowser({ userAgent: '', userAgentData: { brands: brands(...names), platform: 'Linux' } })
    expect(name('Not_A Brand', 'Chromium')).toBe('Chromium 156 on Linux')
    expect(name('Chromium', 'Google Chrome', 'Not)A;Brand')).toBe('Google Chrome 156 on Linux')
  })

  it('is read from the user agent elsewhere', () => {
    const safari = 'Mozilla/5.0 (iPhone; CPU iPhone OS 26_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.0 Mobile/15E148 Safari/604.1'
    const firefox = 'Mozilla/5.0 (X11; Linux x86_64; rv:153.0) Gecko/20100101 Firefox/153.0'
    expect(describeBrowser({ userAgent: safari })).toBe('Safari 26 on iOS')
    expect(describeBrowser({ userAgent: firefox })).toBe('Firefox 153 on Linux')
    expect(describeBrowser({ userAgent: '' })).toBe('an unknown browser')
  })
})
