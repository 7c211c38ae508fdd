/**
 * The whole wire format of the stage: what phones and the speaker's windows send (POST, JSON), and what they are sent
 * (Server-Sent Events, JSON). Everything that arrives, at either end, goes through a parser of this file first; nothing
 * behind it checks a field again. Parsers ignore fields they do not know, so that an old page and a new server get along.
 */

/** Paths of the endpoints, below the deck's base. The first three are the room's, the others are for the speaker alone. */
export const PATHS = {
  /** The page that phones vote on. */
  page: 'vote',
  /** GET: the event stream. */
  events: 'vote/events',
  /** POST: a phone's answer. */
  answer: 'vote/answer',
  /** POST: a command of the speaker's windows. */
  control: 'vote/control',
  /** POST: what one of the speaker's windows says to the others; they are sent it as the event `windows`. */
  windows: 'vote/windows',
  /** GET with the token: makes a browser the speaker's. */
  enter: 'vote/enter',
} as const

/** Says in `document.cookie` that the page comes from a stage server; its value is the server's port. */
export const SERVED_COOKIE = 'stage-port'

/** Longest values, in characters; bodies in bytes. */
export const LIMITS = { answerBody: 1024, controlBody: 8192, windowsBody: 65_536, id: 40, question: 200, choice: 80, choices: 9, text: 120, polls: 40 } as const

/** What a slide asks. */
export interface PollDefinition {
  /** Names the poll in this deck: letters, digits, hyphens, underscores. */
  id: string
  question: string
  /** Two to nine. An answer is the index of one. */
  choices: string[]
}

/** Open: answers are taken. Closed: not now. Shown: the answer is out, and the split with it. */
export type Phase = 'open' | 'closed' | 'shown'

/** A poll as one is told of it. */
export interface Poll extends PollDefinition {
  phase: Phase
  /** Another one after each reset, and after the server has started again: answers belong to a round. */
  round: string
  /** How many chose each choice. Phones are told when it is shown, the speaker's windows always. */
  votes?: number[]
  /** Index of the choice that was right, when there is one and it is shown. */
  right?: number
  /** What the slide says of it, when it is shown. */
  text?: string
}

/** Where the room votes. */
export interface Join {
  /** The page's address. */
  url: string
  /** Its QR code: modules along an edge, with the quiet zone, and the dark ones as the path of an SVG. */
  size: number
  path: string
}

/** All there is to know; each message is a whole one. */
export interface Snapshot {
  /** Another one after the server has started again. */
  boot: string
  /** The receiver may do what the speaker may. */
  speaker: boolean
  /** The one that was asked or shown last is the last. */
  polls: Poll[]
  /** For the speaker's windows, while there is a network. */
  join?: Join
}

/** A phone's answer. It takes the place of the phone's former one. */
export interface Answer {
  poll: string
  round: string
  choice: number
  /** A random id that the phone keeps. */
  phone: string
}

/** What the speaker's windows may ask for. */
export type Command
  = { kind: 'open', poll: PollDefinition }
    | { kind: 'close' | 'reopen' | 'reset', poll: string }
    | { kind: 'show', poll: string, right?: number, text: string }

/** Says what is wrong with a message, in words for whoever sent it. */
export class WireError extends Error {}

export function parseAnswer(json: string): Answer {
  const { poll, round, choice, phone } = object(json, 'the answer')
  return {
    poll: id(poll, 'poll'),
    round: id(round, 'round'),
    choice: index(choice, LIMITS.choices, 'choice'),
    phone: id(phone, 'phone'),
  }
}

export function parseCommand(json: string): Command {
  const { kind, poll, right, text: said } = object(json, 'the command')
  switch (kind) {
    case 'open': return { kind, poll: parseDefinition(poll) }
    case 'close':
    case 'reopen':
    case 'reset': return { kind, poll: id(poll, 'poll') }
    case 'show': return { kind, poll: id(poll, 'poll'), text: text(said ?? '', LIMITS.text, 'text'), ...right !== undefined && { right: index(right, LIMITS.choices, 'right') } }
    default: throw new WireError(`kind is ${print(kind)}; it must be open, close, reopen, reset or show`)
  }
}

/** What a slide's `<Poll>` says, or a command: one rule for both. */
export function parseDefinition(value: unknown): PollDefinition {
  const definition = record(value, 'poll')
  const choices = list(definition.choices, 'choices').map((choice, i) => text(choice, LIMITS.choice, `choice ${i + 1}`, 1))
  if (choices.length < 2 || choices.length > LIMITS.choices) throw new WireError(`there must be 2 to ${LIMITS.choices} choices, not ${choices.length}`)
  return { id: id(definition.id, 'id'), question: text(definition.question, LIMITS.question, 'question', 1), choices }
}

export function parseSnapshot(json: string): Snapshot {
  const { boot, speaker, polls, join } = object(json, 'the snapshot')
  return {
    boot: id(boot, 'boot'),
    speaker: speaker === true,
    polls: list(polls, 'polls').map(parsePoll),
    ...join !== undefined && { join: parseJoin(join) },
  }
}

/** What a refused POST says, in words; a proxy's own pages say nothing to a person. */
export function parseRefusal(json: string): string {
  try {
    return text(object(json, 'the refusal').error, 300, 'error')
  } catch {
    return 'The server refused it'
  }
}

function parsePoll(value: unknown): Poll {
  const { phase, round, votes, right, text: said, ...definition } = record(value, 'poll')
  if (phase !== 'open' && phase !== 'closed' && phase !== 'shown') throw new WireError(`phase is ${print(phase)}`)
  const poll = parseDefinition(definition)
  return {
    ...poll,
    phase,
    round: id(round, 'round'),
    ...votes !== undefined && { votes: poll.choices.map((_, i) => index(list(votes, 'votes')[i], Infinity, 'votes')) },
    ...right !== undefined && { right: index(right, poll.choices.length, 'right') },
    ...said !== undefined && { text: text(said, LIMITS.text, 'text') },
  }
}

function parseJoin(value: unknown): Join {
  const { url, size, path } = record(value, 'join')
  return { url: text(url, 300, 'url'), size: index(size, 200, 'size'), path: text(path, 40_000, 'path') }
}

function object(json: string, what: string): Record<string, unknown> {
  let value: unknown
  try {
    value = JSON.parse(json)
  } catch {
    throw new WireError(`${what} is not JSON`)
  }
  return record(value, what)
}

function record(value: unknown, what: string): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new WireError(`${what} is not an object`)
  return value as Record<string, unknown>
}

function list(value: unknown, what: string): unknown[] {
  if (!Array.isArray(value)) throw new WireError(`${what} is not a list`)
  return value
}

function text(value: unknown, longest: number, what: string, shortest = 0): string {
  if (typeof value !== 'string' || value.length < shortest || value.length > longest) throw new WireError(`${what} is ${print(value)}; it must be text of ${shortest} to ${longest} characters`)
  return value
}

function id(value: unknown, what: string): string {
  if (typeof value !== 'string' || value.length > LIMITS.id || !/^[\w-]+$/.test(value)) throw new WireError(`${what} is ${print(value)}; it must be letters, digits, - or _, at most ${LIMITS.id}`)
  return value
}

/** A whole number from 0 to below `end`. */
function index(value: unknown, end: number, what: string): number {
  if (!Number.isSafeInteger(value) || Number(value) < 0 || Number(value) >= end) throw new WireError(`${what} is ${print(value)}; it must be a whole number from 0`)
  return Number(value)
}

function print(value: unknown): string {
  return (JSON.stringify(value) ?? 'missing').slice(0, 60)
}
