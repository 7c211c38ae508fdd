import type { SlideInfo } from '@slidev/types'
import { AuthoringError } from '../../figures/problem'

/** How messages name a slide: by number and title, so that it is found in slides.md. */
export function slideName(slide: Pick<SlideInfo, 'index' | 'title'>): string {
  return `slide ${slide.index + 1}${slide.title ? ` (${slide.title})` : ''}`
}

/** Runs a piece of work on a slide; what goes wrong there names the slide. */
export function onSlide<T>(slide: Pick<SlideInfo, 'index' | 'title'>, work: () => T): T {
  try {
    return work()
  } catch (error) {
    if (error instanceof AuthoringError) throw new AuthoringError(`${slideName(slide)}: ${error.message}`)
    throw error
  }
}
