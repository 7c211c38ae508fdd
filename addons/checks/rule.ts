import type { SlideInfo } from '@slidev/types'
import type { Tag } from './tags'

/** What a rule may look at. */
export interface CheckedSlide extends Pick<SlideInfo, 'content' | 'frontmatter'> {
  tags: readonly Tag[]
  note: string
  /** How many slides the deck has. */
  total: number
  /** Whether public/ has this file. */
  hasFile: (path: string) => boolean
}

/** Looks at one slide and throws an `Error` for what cannot be right; its message says what is there and what would be right. */
export type Rule = (slide: CheckedSlide) => void
