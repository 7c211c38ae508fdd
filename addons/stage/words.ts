import type { Poll } from './protocol'

/** How many have answered; undefined where that is not told. */
export function answered({ votes }: Pick<Poll, 'votes'>): number | undefined {
  return votes?.reduce((sum, count) => sum + count, 0)
}

/**
 * What came out, in a sentence: the slide's text, and how many were right. "609 ms: 4 of 63 saw it coming".
 *
 * @param poll one that is shown
 */
export function outcome({ text = '', right, votes }: Pick<Poll, 'text' | 'right' | 'votes'>): string {
  const total = answered({ votes })
  const hits = right === undefined ? undefined : votes?.[right]
  if (!total || hits === undefined) return text
  const who = hits === total && total > 1 ? `all ${total}` : `${hits || 'none'} of ${total}`
  return [text, `${who} saw it coming`].filter(Boolean).join(': ')
}

/** What is wrong with a result's answer: it is none of the poll's choices. Nothing where there is no answer, or the poll is unknown. */
export function wrongAnswer({ id, answer }: { id: string, answer?: string }, choices?: readonly string[]): string | undefined {
  if (answer === undefined || !choices || choices.includes(answer)) return
  return `<PollResult id="${id}">: the poll has no choice "${answer}"; its choices are ${choices.map(choice => `"${choice}"`).join(', ')}`
}
