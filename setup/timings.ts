import type { CheckedSlide } from '../addons/checks'
import { compare } from '../components/timing/rows'

/** What a timing comparison says in plain text, so that it can be checked before anybody sees it. */
const NAMES = ['study', 'runs', 'baseline', 'labels', 'reveal', 'again']

/** A rule: studies and runs exist, times are times, units are there. */
export function timings({ tags }: Pick<CheckedSlide, 'tags'>): void {
  for (const { name, attributes, bound } of tags) {
    if (name !== 'TimingComparison') continue
    const computed = NAMES.find(name => bound.includes(name))
    if (computed) throw new Error(`a TimingComparison computes its ${computed}; write ${computed}="..." as plain text, which can be checked`)
    if (!attributes.study) throw new Error('a TimingComparison names no study; write study="article"')
    compare({ study: attributes.study, ...attributes })
    if (attributes.race !== undefined && !['rounds', 'dots', 'once'].includes(attributes.race)) throw new Error(`a TimingComparison has race="${attributes.race}"; it must be "rounds", "dots" or "once"`)
  }
}
