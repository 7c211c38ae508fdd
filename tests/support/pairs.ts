import type { Rgb } from './colour'
import { readFileSync } from 'node:fs'
import { parseHex } from './colour'

const css = readFileSync(new URL('../../styles/tokens.css', import.meta.url), 'utf8')

function tokens(selector: string): Record<string, string> {
  const block = css.slice(css.indexOf(`${selector} {`)).split('}')[0] ?? ''
  return Object.fromEntries(Array.from(block.matchAll(/(--[\w-]+):\s*(#[\da-f]{6});/gi), match => [match[1], match[2]]))
}

const light = tokens(':root')
/** The tokens of both colour schemes, as `#rrggbb`. */
export const schemes = { light, dark: { ...light, ...tokens('html.dark') } }
export type Scheme = keyof typeof schemes

/** The ground of lines that code points at, as styles/code.css mixes it. */
const POINTED = 'a line that is pointed at'

/**
 * A token's colour in a scheme.
 *
 * @throws for a name that no token has
 */
export function colourOf(name: string, scheme: Scheme): Rgb {
  const parts = (token: string) => parseHex(schemes[scheme][token] ?? token)
  if (name !== POINTED) return parts(name)
  const [ink, paper] = [parts('--ink'), parts('--paper-raised')]
  return paper.map((part, i) => Math.round(part * 0.92 + (ink[i] ?? 0) * 0.08)) as unknown as Rgb
}

const code = ['--ink', '--ink-soft', '--python', '--rust', '--code-literal', '--code-number']
const grounds = ['--paper', '--paper-raised']

/** Texts and the ground behind them. tests/checks/contrast.ts fails for a pair on a slide that is not here. */
export const texts: readonly (readonly [text: string, ground: string])[] = [
  // code that the talk doesn't point at
  ['--ink-faint', '--paper-raised'],
  ...[...code, '--slow'].flatMap(text => grounds.map(ground => [text, ground] as const)),
  ...code.map(text => [text, POINTED] as const),
  // the callers' code, on the colour of its language
  ...code.filter(text => text !== '--rust').map(text => [text, '--python-tint'] as const),
  // captions and figures on the tints, the punch line on the rays
  ['--rust', '--rust-tint'],
  ['--slow', '--slow-tint'],
  ['--ink', '--slow-tint'],
  ['--ink-soft', '--slow-tint'],
  ['--terminal-ink', '--terminal'],
  ['--python-gold', '--terminal'],
  ['--terminal-soft', '--terminal'],
  // a chosen bet, the button that runs the experiment
  ['--paper', '--ink'],
  ['--paper', '--rust'],
  // a profile; the name of what has ended, in its line
  ['--paper', '--python'],
  ['--paper', '--ink-soft'],
]

/** Shapes that carry meaning, and focus. */
export const shapes: readonly (readonly [shape: string, ground: string])[] = ['--python-fill', '--rust-fill', '--slow-fill'].flatMap(shape => grounds.map(ground => [shape, ground] as const))
