import type { Entries, Entry, Message, Place, Role } from './message'
import { parseMessage, parsePlace } from './message'

/** The key of the talk's place. */
export const PLACE = 'place'

/** What a window is and can do, as far as the others are concerned. */
export interface Deck {
  /** Undefined takes no part: print, export. */
  role: () => Role | undefined
  /** Undefined where no slide is shown. */
  place: () => Place | undefined
  /** Goes where the talk is. */
  show: (place: Place) => void
  /** The mouse of the presenter moved. */
  point?: (cursor: (Message & { type: 'cursor' })['cursor']) => void
  /** Something that the windows share has changed; good for keeping it beyond a reload. */
  changed?: (entries: Entries) => void
}

/** A window among the others of its talk. */
export interface Member {
  /** What another window said. */
  receive: (message: unknown) => void
  /** The window was opened, reloaded, resumed or connected again, and knows no better than the others. */
  arrived: () => void
  /**
   * The window is elsewhere, and not because `show` was called.
   *
   * @param byPerson with a key or a tap in this window
   */
  moved: (byPerson: boolean) => void
  get: (key: string) => unknown
  /** Sets a value in all windows. */
  set: (key: string, value: unknown) => void
  /** @param use gets the value whenever another window has set it */
  on: (key: string, use: (value: unknown) => void) => void
}

export interface Options {
  /** Of this window; those of windows that were opened later sort after it. */
  id: string
  deck: Deck
  send: (message: Message) => void
  /** Of the window before it was reloaded. */
  entries?: Entries
  now?: () => number
  /** When the others have answered, or there are none. */
  afterAnswers?: (then: () => void) => void
}

const isLater = (a: Entry, b: Entry | undefined) => !b || a.time > b.time || (a.time === b.time && a.by < b.by)
const samePlace = (a: Place | undefined, b: Place | undefined) => a?.page === b?.page && a?.clicks === b?.clicks

/**
 * The rule of who moves whom:
 * - a presenter speaks for the talk: where it goes, all windows go;
 * - a viewer moves the others only by a key or a tap of its own, and only where there is a presenter: it goes along and
 *   passes the place on. Without one, each reader is where they like;
 * - whoever arrives asks and takes what it is told; opening a window moves no other.
 *
 * Every value is kept with its time, and the latest wins in every window, in whatever order messages come.
 */
export function joinWindows({ id, deck, send, entries: kept = {}, now = Date.now, afterAnswers = then => setTimeout(then, 300) }: Options): Member {
  const entries = new Map(Object.entries(kept))
  const listeners = new Map<string, ((value: unknown) => void)[]>()
  const waiting: string[] = []
  let clock = Math.max(0, ...[...entries.values()].map(({ time }) => time))
  let arriving = 0
  let isNew = true

  const all = (): Entries => Object.fromEntries(entries)

  function keep(key: string, entry: Entry): void {
    entries.set(key, entry)
    deck.changed?.(all())
  }

  function write(key: string, value: unknown, from: Role, time = Math.max(clock + 1, now())): Entry {
    clock = Math.max(clock, time)
    const entry: Entry = { value: JSON.parse(JSON.stringify(value ?? null)), time, by: id, from }
    keep(key, entry)
    return entry
  }

  function take(key: string, entry: Entry, passOn: boolean): void {
    clock = Math.max(clock, entry.time)
    const role = deck.role()
    if (key === PLACE && entry.from === 'viewer' && role === 'viewer') return
    const mine = entries.get(key)
    if (!isLater(entry, mine)) {
      // my own place, which a presenter has made the talk's
      if (mine?.time === entry.time && mine.by === entry.by && entry.from === 'presenter') keep(key, entry)
      return
    }
    const place = key === PLACE ? parsePlace(entry.value) : undefined
    if (key === PLACE && !place) return
    const taken: Entry = place && role === 'presenter' ? { ...entry, from: role } : entry
    keep(key, taken)
    if (place) deck.show(place)
    for (const use of listeners.get(key) ?? []) use(entry.value)
    if (passOn && taken.from !== entry.from) send({ type: 'tell', entries: { [key]: taken } })
  }

  /** Where nobody has moved yet, the talk is where its presenter is: a place that gives way to any that somebody goes to. */
  function speak(): void {
    const place = deck.place()
    if (place && deck.role() === 'presenter' && !entries.has(PLACE)) write(PLACE, place, 'presenter', 0)
  }

  function answer(to: string): void {
    if (entries.size > 0) send({ type: 'tell', to, entries: all() })
  }

  return {
    receive(data) {
      const message = parseMessage(data)
      if (!message || !deck.role()) return
      if (message.type === 'cursor') {
        deck.point?.(message.cursor)
      } else if (message.type === 'ask') {
        const undecided = arriving > 0 && !entries.has(PLACE)
        if (undecided) waiting.push(message.from)
        else speak()
        for (const [key, entry] of Object.entries(message.entries)) take(key, entry, false)
        if (!undecided) answer(message.from)
      } else if (message.to === undefined || message.to === id) {
        for (const [key, entry] of Object.entries(message.entries)) take(key, entry, message.to === undefined)
      }
    },
    arrived() {
      if (!deck.role()) return
      // another address was opened in this window since
      if (isNew && !samePlace(parsePlace(entries.get(PLACE)?.value), deck.place())) entries.delete(PLACE)
      isNew = false
      send({ type: 'ask', from: id, entries: all() })
      arriving++
      afterAnswers(() => {
        arriving--
        if (arriving > 0 || waiting.length === 0) return
        speak()
        waiting.splice(0).forEach(answer)
      })
    },
    moved(byPerson) {
      const role = deck.role()
      const place = deck.place()
      if (!place || !role || role === 'notes' || (role === 'viewer' && !byPerson)) return
      if (samePlace(place, parsePlace(entries.get(PLACE)?.value))) return
      send({ type: 'tell', entries: { [PLACE]: write(PLACE, place, role) } })
    },
    get: key => entries.get(key)?.value,
    set(key, value) {
      send({ type: 'tell', entries: { [key]: write(key, value, deck.role() ?? 'viewer') } })
    },
    on(key, use) {
      listeners.set(key, [...listeners.get(key) ?? [], use])
    },
  }
}
