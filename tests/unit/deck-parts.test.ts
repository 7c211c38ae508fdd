import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { timeScale } from '../../components/lifeline'
import { publicUrl } from '../../components/public-url'
import { sectionsOf } from '../../components/sections'

describe('the sections', () => {
  it('begin where a slide has the layout "section"', () => {
    expect(sectionsOf([{ no: 1 }, { no: 2 }, { no: 3, layout: 'section', title: 'Bindings' }, { no: 4 }])).toEqual([
      { title: 'Opening', slides: [1, 2] },
      { title: 'Bindings', slides: [3, 4] },
    ])
  })
  it('have no opening where the first slide begins one', () => {
    expect(sectionsOf([{ no: 1, layout: 'section', title: 'Tooling' }])).toEqual([{ title: 'Tooling', slides: [1] }])
  })
})

describe('the scale of a life line', () => {
  it('is from the first year to the end of the last', () => {
    const { years, at } = timeScale(['2025-07-02', '2026-12-31'])
    expect(years).toEqual([{ year: 2025, at: 0 }, { year: 2026, at: 0.5 }])
    expect(['2025-07-02', '2026-01', '2026-12-31'].map(date => at(date).toFixed(2))).toEqual(['0.25', '0.52', '1.00'])
  })
  it('refuses a date that is none', () => {
    expect(() => timeScale(['2025-13'])).toThrow('"2025-13" is no date')
  })
})

describe('addresses', () => {
  it.each(['/', '/talks/rust/'])('of public files follow the base %s', (base) => {
    vi.stubEnv('BASE_URL', base)
    onTestFinished(() => void vi.unstubAllEnvs())
    expect([publicUrl('a.svg'), publicUrl('/a.svg')]).toEqual([`${base}a.svg`, `${base}a.svg`])
  })
})
