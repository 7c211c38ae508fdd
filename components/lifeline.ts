/** Something that happened: an ISO day or month, and what, in a few words. */
export interface LifeEvent {
  date: string
  text: string
}

/** Days are placed to scale; a month is placed at its middle. */
const time = (iso: string) => Date.parse(iso.length === 7 ? `${iso}-15` : iso)
const year = (iso: string) => Number(iso.slice(0, 4))

/**
 * A scale from the start of the first date's year, 0, to the end of the last one's, 1: where each year begins, and where a date is.
 *
 * @throws RangeError for a date that is none: the line would be wrong.
 */
export function timeScale(dates: readonly string[]): { years: { year: number, at: number }[], at: (date: string) => number } {
  for (const date of dates) {
    if (Number.isNaN(time(date))) throw new RangeError(`"${date}" is no date; write 2023-04-23, or 2023-04 for a month`)
  }
  const first = Math.min(...dates.map(year))
  const last = Math.max(...dates.map(year)) + 1
  const share = (ms: number) => (ms - Date.UTC(first)) / (Date.UTC(last) - Date.UTC(first))
  return {
    years: Array.from({ length: last - first }, (_, i) => ({ year: first + i, at: share(Date.UTC(first + i)) })),
    at: date => share(time(date)),
  }
}
