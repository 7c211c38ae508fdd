import { defineTransformersSetup } from '@slidev/types'
import { figuresIn } from '../components/figures/tokens'
import { onSlide } from './checks/slide-error'

/** Slides: figures by name, replaced before anything else reads the Markdown. */
export default defineTransformersSetup(() => ({
  pre: [
    ({ s, slide }) => onSlide(slide, () => {
      for (const { start, end, text } of figuresIn(s.original))
        s.overwrite(start, end, text)
    }),
  ],
  preCodeblock: [],
  postCodeblock: [],
  post: [],
  codeblocks: [],
}))
