import { defineTransformersSetup } from '@slidev/types'
import { passes } from '../addons/checks'
import { figuresIn } from '../figures/tokens'
import { timings } from './timings'

/** A slide's figures and timings are checked, then the figures are put in, before anything else reads the Markdown. */
export default defineTransformersSetup(() => ({
  pre: [(context) => {
    const { s } = context
    if (!passes(context, [({ content, note }) => [content, note].forEach(figuresIn), timings])) return
    for (const { start, end, text } of figuresIn(s.toString())) s.overwrite(start, end, text)
  }],
}))
