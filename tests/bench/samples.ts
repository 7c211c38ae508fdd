import type { Measure } from './measure'

/** One line of the comparison: what was measured of each deck. */
export interface Row {
  name: string
  unit: Measure['unit']
  /** What stands for all values: the middle, or that which 95 of 100 don't exceed. */
  shown: 'median' | 'p95'
  /** By the deck's name; a deck of which it could not be measured is not in it. */
  values: Map<string, number[]>
}

/** What one look at a deck gives for a row: several values, where the look is at several things of the kind. */
export interface Sample extends Pick<Row, 'name' | 'unit'> {
  shown?: Row['shown']
  values: number[]
}

/** Gathers samples, look by look; rows are in the order in which they first came. */
export class Samples {
  readonly rows: Row[] = []

  add(deck: string, samples: readonly Sample[]): void {
    for (const { name, unit, shown = 'median', values } of samples) {
      let row = this.rows.find(row => row.name === name)
      if (!row) this.rows.push(row = { name, unit, shown, values: new Map() })
      row.values.set(deck, [...row.values.get(deck) ?? [], ...values])
    }
  }
}
