import type { Answer, Command, Poll, PollDefinition } from '../protocol'
import { randomBytes } from 'node:crypto'
import { LIMITS } from '../protocol'

/** Most phones in one poll: more than any room holds, and a bound for what a stranger can make the server keep. */
const MOST_PHONES = 5000

/** An answer or a command that is well-formed but can't be carried out; the message says why, to whoever sent it. */
export class Refusal extends Error {
  constructor(readonly status: 400 | 409 | 429, message: string) {
    super(message)
  }
}

interface State extends Omit<Poll, 'votes'> {
  /** Each phone's choice. */
  answers: Map<string, number>
}

/** The polls of one talk, in memory. */
export interface Polls {
  /** Counts an answer. @throws {Refusal} */
  answer: (answer: Answer) => void
  /**
   * Carries out a command; false if it changed nothing. Asking a poll again that is known makes it the current one and
   * changes nothing else, so that every window of the speaker's may ask, whenever it shows the slide.
   *
   * @throws {Refusal}
   */
  command: (command: Command) => boolean
  /** All polls, the current one last; with the votes for the speaker, for others once they are shown. */
  list: (speaker: boolean) => Poll[]
}

export function createPolls(): Polls {
  const polls = new Map<string, State>()

  function find(id: string): State {
    const poll = polls.get(id)
    if (!poll) throw new Refusal(400, `There is no poll "${id}" here: it begins when its slide is shown`)
    return poll
  }

  function makeCurrent(poll: State): boolean {
    if ([...polls.keys()].at(-1) === poll.id) return false
    polls.delete(poll.id)
    polls.set(poll.id, poll)
    return true
  }

  function open(definition: PollDefinition): boolean {
    const known = polls.get(definition.id)
    if (known && sameQuestion(known, definition)) return makeCurrent(known)
    if (!known && polls.size === LIMITS.polls) throw new Refusal(409, `There are ${LIMITS.polls} polls already`)
    polls.delete(definition.id)
    polls.set(definition.id, { ...definition, phase: 'open', round: newRound(), answers: new Map() })
    return true
  }

  function show(poll: State, right: number | undefined, text: string): boolean {
    if (right !== undefined && right >= poll.choices.length) throw new Refusal(400, `"${poll.id}" has ${poll.choices.length} choices`)
    const changed = poll.phase !== 'shown' || poll.right !== right || poll.text !== text
    Object.assign(poll, { phase: 'shown', right, text })
    return makeCurrent(poll) || changed
  }

  return {
    answer({ poll: id, round, choice, phone }) {
      const { phase, answers, choices, ...poll } = find(id)
      if (round !== poll.round) throw new Refusal(409, 'The vote was started again: please choose again')
      if (choice >= choices.length) throw new Refusal(400, `"${id}" has ${choices.length} choices`)
      if (phase !== 'open') throw new Refusal(409, phase === 'shown' ? 'The answer is out: votes are closed' : 'The vote is closed')
      if (!answers.has(phone) && answers.size >= MOST_PHONES) throw new Refusal(429, 'Too many phones have voted')
      answers.set(phone, choice)
    },
    command(command) {
      if (command.kind === 'open') return open(command.poll)
      const poll = find(command.poll)
      if (command.kind === 'show') return show(poll, command.right, command.text)
      if (command.kind === 'reset') {
        polls.set(poll.id, { id: poll.id, question: poll.question, choices: poll.choices, phase: 'open', round: newRound(), answers: new Map() })
        return true
      }
      const [from, to] = command.kind === 'close' ? ['open', 'closed'] as const : ['closed', 'open'] as const
      if (poll.phase !== from) return false
      poll.phase = to
      return true
    },
    list: speaker => [...polls.values()].map(({ answers, ...poll }) => speaker || poll.phase === 'shown'
      ? { ...poll, votes: count(answers, poll.choices.length) }
      : poll),
  }
}

function sameQuestion(a: PollDefinition, b: PollDefinition): boolean {
  return a.question === b.question && a.choices.length === b.choices.length && a.choices.every((choice, i) => choice === b.choices[i])
}

function count(answers: Map<string, number>, choices: number): number[] {
  const votes = Array.from({ length: choices }, () => 0)
  for (const choice of answers.values()) votes[choice] = (votes[choice] ?? 0) + 1
  return votes
}

function newRound(): string {
  return randomBytes(6).toString('base64url')
}
