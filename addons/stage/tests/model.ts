/** A window as the model sees it. */
export interface Modelled {
  role: 'presenter' | 'viewer' | 'notes'
  open: boolean
  frozen: boolean
}

/** A slide, or a slide and a click. */
type Where = string | number

/** A place of the talk, as of the step in which somebody went there; negative where a presenter was only opened, the first of them the greatest. */
interface Known { place: Where, step: number, from: 'presenter' | 'viewer' }
/** What a frozen window has not heard yet: moves, and what others asked when they opened. */
type Missed<W> = { kind: 'move' | 'answer', known: Known } | { kind: 'question', asker: W, known?: Known }

/** What the rule means, told without times and messages: nobody moves who wasn't moved. */
export function model<W extends Modelled>(windows: readonly W[]) {
  const states = new Map<W, { place: Where, opening: number, known?: Known, missed: Missed<W>[] }>()
  let step = 0
  let openings = 0
  const of = (fake: W) => states.get(fake) as NonNullable<ReturnType<typeof states.get>>
  const others = (fake: W) => windows.filter(other => other !== fake && other.open)

  function hear(fake: W, missed: Missed<W>, isArriving = false): void {
    const mine = of(fake)
    if (!fake.open) return
    if (fake.frozen) {
      mine.missed.push(missed)
      return
    }
    if (missed.kind === 'question' && fake.role === 'presenter' && !isArriving) mine.known ??= { place: mine.place, step: -mine.opening, from: 'presenter' }
    const { known } = missed
    if (known && !(known.from === 'viewer' && fake.role === 'viewer')) {
      if (known.step > (mine.known?.step ?? -Infinity)) {
        mine.known = fake.role === 'presenter' ? { ...known, from: 'presenter' } : known
        mine.place = known.place
        if (missed.kind === 'move' && mine.known.from !== known.from) tell(fake, mine.known)
      } else if (known.step === mine.known?.step && known.from === 'presenter') {
        mine.known = known
      }
    }
    if (missed.kind === 'question' && mine.known) hear(missed.asker, { kind: 'answer', known: mine.known })
  }

  function tell(fake: W, known: Known): void {
    for (const other of others(fake)) hear(other, { kind: 'move', known })
  }

  return {
    of,
    next: () => step++,
    arrive(fake: W): void {
      const { known, missed } = of(fake)
      const asked: W[] = []
      for (const news of missed.splice(0)) {
        if (news.kind === 'question' && !of(fake).known) asked.push(news.asker)
        hear(fake, news, true)
      }
      for (const other of others(fake)) hear(other, { kind: 'question', asker: fake, known })
      if (asked.length > 0 && fake.role === 'presenter') of(fake).known ??= { place: of(fake).place, step: -of(fake).opening, from: 'presenter' }
      const now = of(fake).known
      if (now) for (const asker of asked) hear(asker, { kind: 'answer', known: now })
    },
    opened: (fake: W, place: Where) => states.set(fake, { place, opening: ++openings, missed: [] }),
    reloaded(fake: W): void {
      const mine = of(fake)
      mine.opening = ++openings
      if (mine.known?.place !== mine.place) delete mine.known
    },
    moved(fake: W, place: Where): void {
      const mine = of(fake)
      mine.place = place
      if (mine.known?.place === place) return
      mine.known = { place, step, from: fake.role === 'presenter' ? 'presenter' : 'viewer' }
      tell(fake, mine.known)
    },
  }
}

/**
 * Random numbers in [0, 1) that a seed determines, so that a failure can be seen again: mulberry32 by Tommy Ettinger.
 *
 * @param seed a whole number
 */
export function randomNumbers(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6D2B79F5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}
