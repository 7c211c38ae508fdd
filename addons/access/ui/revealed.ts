/** What a screen reader finds on a slide at one click. */
export interface Reading {
  /** Its lines, in reading order. */
  lines: readonly string[]
  /** Highlighted lines of code; none where all of them do. */
  highlighted: readonly string[]
}

/** Lines end as sentences, so that a voice pauses; code and what has its own stop stay as they are. */
const sentence = (line: string) => /[\p{L}\p{N}%’”]$/u.test(line) ? `${line}.` : line

/**
 * What a click brought, in words: the lines that were not there before, or the lines of code that it points at.
 * Empty where it brought nothing that could be read.
 */
export function revealed(before: Reading, after: Reading): string {
  const known = new Map<string, number>()
  for (const line of before.lines) known.set(line, (known.get(line) ?? 0) + 1)
  const fresh = after.lines.filter((line) => {
    const count = known.get(line) ?? 0
    known.set(line, count - 1)
    return count <= 0
  })
  const pointed = after.highlighted.join('\n') === before.highlighted.join('\n') ? [] : after.highlighted
  return [...fresh, ...pointed.length ? ['Highlighted:', ...pointed] : []].map(sentence).join(' ')
}
