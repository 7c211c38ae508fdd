import type { Page } from 'playwright-chromium'
import type { Slide } from '../support/deck'
import type { Scheme } from '../support/pairs'

/** A slide at a click, at rest in a window as large as the canvas. */
export interface Visit {
  page: Page
  slide: Slide
  click: number
  scheme: Scheme
  /** A picture of the window, taken once for all checks. */
  screenshot: () => Promise<Buffer>
}

/** Something that holds on every slide. It looks at each step of the talk in turn, and may remember the one before. */
export interface Check {
  /** What holds: the test's name. */
  holds: string
  /** Where it is looked at; at every click where nothing is said. */
  at?: (visit: Visit) => boolean
  /** What is wrong, empty if nothing is. It leaves the slide as it was. */
  run: (visit: Visit) => Promise<string[]> | string[]
}

/** At the slide's last click, where everything is on it. */
export const atLastClick = ({ slide, click }: Visit): boolean => click === slide.clicks

/** `wrong` where a check fails. */
export const unless = (holds: boolean, wrong: string): string[] => holds ? [] : [wrong]
