/**
 * Counts the clicks that a note marks, as Slidev does: `[click]` is one, `[click:3]` is three.
 *
 * @param note a speaker note in Markdown
 */
export function clickMarks(note: string): number {
  return [...note.matchAll(/\[click(?::(\d+))?\]/gi)].reduce((sum, [, count]) => sum + Number(count ?? 1), 0)
}
