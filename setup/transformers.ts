import { defineTransformersSetup } from '@slidev/types'
import { figuresIn } from '../components/figures/tokens'
import { checkSlide } from './checks/check-slide'

/** Every slide is checked, then its figures are put in, before anything else reads the Markdown. */
export default defineTransformersSetup(() => ({
  pre: [
    ({ slide, options }) => checkSlide(slide, options),
    ({ s }) => {
      for (const { start, end, text } of figuresIn(s.toString()))
        s.overwrite(start, end, text)
    },
  ],
}))
