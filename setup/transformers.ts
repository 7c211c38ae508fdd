import { defineTransformersSetup } from '@slidev/types'
import { AuthoringError } from '../figures/problem'
import { figuresIn } from '../figures/tokens'
import { checkSlide } from './checks/check-slide'
import { problemMarkdown } from './checks/show-problem'

/**
 * Every slide is checked, then its figures are put in, before anything else reads the Markdown. What cannot be right
 * fails a build or an export; in dev the slide shows the message.
 */
export default defineTransformersSetup(() => ({
  pre: [({ s, slide, options }) => {
    try {
      checkSlide(slide, options)
    } catch (error) {
      if (!(error instanceof AuthoringError) || options.mode !== 'dev') throw error
      console.error(error.message)
      s.overwrite(0, s.toString().length, problemMarkdown(error.message))
      return
    }
    for (const { start, end, text } of figuresIn(s.toString())) s.overwrite(start, end, text)
  }],
}))
