/** Something that happened: an ISO day or month, and what, in a few words. */
export interface LifeEvent {
  date: string
  text: string
}

export interface PlacedEvent extends LifeEvent {
  /** Place on the line: 0 is the start of the first year, 1 the end of the last. */
  at: number
}

const year = (iso: string) => Number(iso.slice(0, 4))

/** Days are placed to scale; a month stands for its middle. */
function time(iso: string): number {
  return Date.parse(iso.length === 7 ? `${iso}-15` : iso)
}

/**
 * Places events on a line to scale, from the first event's year to the end of the last one's.
 *
 * @throws RangeError for a date that is none: the line would be wrong.
 */
export function placeEvents(events: readonly LifeEvent[]): { years: { year: number, at: number }[], events: PlacedEvent[] } {
  for (const { date } of events) {
    if (Number.isNaN(time(date)))
      throw new RangeError(`"${date}" is no date; write 2023-04-23, or 2023-04 for a month`)
  }
  const first = Math.min(...events.map(({ date }) => year(date)))
  const last = Math.max(...events.map(({ date }) => year(date))) + 1
  const start = Date.UTC(first)
  const at = (ms: number) => (ms - start) / (Date.UTC(last) - start)
  return {
    years: Array.from({ length: last - first }, (_, i) => ({ year: first + i, at: at(Date.UTC(first + i)) })),
    events: events.map(event => ({ ...event, at: at(time(event.date)) })),
  }
}
