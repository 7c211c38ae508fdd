import type { Rule } from '../addons/checks'
import { defineTransformersSetup } from '@slidev/types'
import { described, passes } from '../addons/checks'
import { figuresIn } from '../figures/tokens'
import { timings } from './timings'

/** A rule: every figure that the slide or its note asks for is there. */
const figures: Rule = ({ content, note }) => void [content, note].forEach(figuresIn)

/** A slide's figures and timings are checked, then the figures are put in, before anything else reads the Markdown. */
export default defineTransformersSetup(() => ({
  pre: [(context) => {
    const { s } = context
    if (!passes(context, [figures, timings, described('Picture')])) return
    for (const { start, end, text } of figuresIn(s.toString())) s.overwrite(start, end, text)
  }],
}))
