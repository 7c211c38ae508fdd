import type { SlidevData } from '@slidev/types'
import type { Policy } from './policy'

/** Directives whose violations are reported by a finer name than the policy has. */
const GENERAL: Record<string, string> = { 'style-src-elem': 'style-src', 'script-src-elem': 'script-src' }

/** What CSP reports in place of an address, as a policy says it. */
const KEYWORDS: Record<string, string> = { self: '\'self\'', inline: '\'unsafe-inline\'', eval: '\'unsafe-eval\'', data: 'data:', blob: 'blob:' }

/** What Slidev's components and fonts take from other hosts, as those hosts' documentation says. */
const EMBEDS: Record<string, Record<string, string[]>> = {
  tweet: {
    'script-src': ['https://platform.twitter.com', 'https://cdn.syndication.twimg.com'],
    'frame-src': ['https://platform.twitter.com', 'https://syndication.twitter.com'],
    'img-src': ['https://platform.twitter.com', 'https://syndication.twitter.com', 'https://pbs.twimg.com'],
    'connect-src': ['https://syndication.twitter.com'],
    'style-src': ['inline', 'https://platform.twitter.com'],
    'style-src-attr': ['inline'],
  },
  bluesky: {
    'script-src': ['https://embed.bsky.app'],
    'frame-src': ['https://embed.bsky.app'],
    'connect-src': ['https://public.api.bsky.app'],
    'style-src-attr': ['inline'],
  },
  google: { 'style-src': ['https://fonts.googleapis.com'], 'font-src': ['https://fonts.gstatic.com'] },
  coollabs: { 'style-src': ['https://api.fonts.coollabs.io'], 'font-src': ['https://cdn.fonts.coollabs.io'] },
}

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
   * @param no the slide that needs it, 0 where every page does
   * @param effective the report's `effectiveDirective`
   * @param blocked its `blockedURI`, or 'self'
   */
  note(no: number, effective: string, blocked: string): void {
    const directive = GENERAL[effective] ?? effective
    const source = KEYWORDS[blocked] ?? (/^https?:/.test(blocked) ? new URL(blocked).origin : blocked)
    const key = `${directive} ${source}`
    const need = this.#needs.get(key) ?? { directive, source, slides: new Set() }
    need.slides.add(no)
    this.#needs.set(key, need)
  }

  /**
   * Notes what a visit does not show: icons are not asked for in a browser without a window, code that a viewer edits is run
   * by no visit of ours, and what comes from other hosts may ask for more, yet there may be no network.
   */
  noteFeatures({ config, features, slides }: Pick<SlidevData, 'config' | 'features' | 'slides'>): void {
    const { webfonts, provider } = config.fonts
    const embeds = [features?.tweet && EMBEDS.tweet, features?.bluesky && EMBEDS.bluesky, webfonts?.length && EMBEDS[provider]]
    for (const embed of embeds) if (embed) for (const [directive, sources] of Object.entries(embed)) for (const source of sources) this.note(0, directive, source)
    if (/^https?:/.test(config.favicon)) this.note(0, 'img-src', config.favicon)
    for (const { index, content } of slides) if (/\{monaco-run/.test(content)) this.note(index + 1, 'script-src', 'eval')
  }

  /** The policy with what the deck needs. */
  extend(policy: Policy): Policy {
    const extended = { ...policy }
    const allow = (directive: string, ...sources: string[]) => {
      const own = extended[directive] ?? extended['default-src'] ?? []
      // a hash would switch 'unsafe-inline' off, and 'none' allows nothing beside it
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
    return [...this.#needs.values()].map(({ directive, source, slides }) =>
      `${directive} ${source} (${slides.has(0) ? 'every page' : `slide ${[...slides].sort((a, b) => a - b).join(', ')}`})`)
  }
}
