/** The part of a `parseArgs` token that is looked at. */
interface Token {
  kind: 'option' | 'positional' | 'option-terminator'
  index: number
  name?: string
  value?: string | undefined
  inlineValue?: boolean | undefined
}

/**
 * Takes options, with their values, out of a command line, so that the rest can be passed on to a program that knows more
 * options than we do.
 *
 * @param args the command line
 * @param tokens what `parseArgs` made of it
 * @param names the options' long names
 */
export function withoutOption(args: string[], tokens: readonly Token[], ...names: string[]): string[] {
  const taken = new Set<number>()
  for (const token of tokens) {
    if (token.kind !== 'option' || !token.name || !names.includes(token.name)) continue
    taken.add(token.index)
    if (token.value !== undefined && !token.inlineValue) taken.add(token.index + 1)
  }
  return args.filter((_, index) => !taken.has(index))
}
