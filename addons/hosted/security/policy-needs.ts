import type { Policy } from './policy'

/** Directives whose violations are reported by a finer name than the policy has. */
const GENERAL: Record<string, string> = { 'style-src-elem': 'style-src', 'script-src-elem': 'script-src' }

/** What CSP reports in place of an address, as a policy says it. */
const KEYWORDS: Record<string, string> = { inline: '\'unsafe-inline\'', eval: '\'unsafe-eval\'', data: 'data:', blob: 'blob:' }

/**
 * What a deck needs beyond the policy of one that is all its own: pictures of another host, a frame, a diagram's inline
 * styles. Prerendering opens each slide under the plain policy, in a mode that reports and forbids nothing, and notes here
 * what it would have forbidden; the pages' policy then allows just that.
 */
export class PolicyNeeds {
  readonly #needs = new Map<string, { directive: string, source: string, slides: Set<number> }>()
  /** Nobody has looked: pages get a policy that forbids nothing that slides commonly have. */
  isKnown = false

  /**
   * @param no the slide that is open
   * @param effective the report's `effectiveDirective`
   * @param blocked its `blockedURI`
   */
  note(no: number, effective: string, blocked: string): void {
    const directive = GENERAL[effective] ?? effective
    const source = KEYWORDS[blocked] ?? (/^https?:/.test(blocked) ? new URL(blocked).origin : blocked)
    const key = `${directive} ${source}`
    const need = this.#needs.get(key) ?? { directive, source, slides: new Set() }
    need.slides.add(no)
    this.#needs.set(key, need)
  }

  /** The policy with what the deck needs. */
  extend(policy: Policy): Policy {
    const extended = { ...policy }
    const allow = (directive: string, ...sources: string[]) => {
      const own = extended[directive] ?? extended['default-src'] ?? []
      // a hash would switch 'unsafe-inline' off, and 'none' stands alone
      const kept = own.filter(source => source !== '\'none\'' && !(sources.includes('\'unsafe-inline\'') && source.startsWith('\'sha')))
      extended[directive] = [...new Set([...kept, ...sources])]
    }
    if (!this.isKnown) {
      for (const directive of ['img-src', 'media-src', 'font-src', 'connect-src', 'frame-src']) allow(directive, 'https:', 'data:', 'blob:')
      for (const directive of ['style-src', 'style-src-attr']) allow(directive, '\'unsafe-inline\'')
    }
    for (const { directive, source } of this.#needs.values()) allow(directive, source)
    return extended
  }

  /** What was added and for which slides, a line each. */
  describe(): string[] {
    return [...this.#needs.values()].map(({ directive, source, slides }) => `${directive} ${source} (slide ${[...slides].sort((a, b) => a - b).join(', ')})`)
  }
}
