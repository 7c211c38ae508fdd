import type { Measured } from './measure'
import type { Row } from './samples'
import { formatBytes } from '../../addons/hosted/commands/report'
import { median, percentile } from './measure'

/** A value with its unit: seconds to two digits, whole milliseconds, bytes as B, KB or MB, a number as it is. */
export function formatValue(value: number, unit: Measured['unit']): string {
  switch (unit) {
    case 's': return `${value.toFixed(2)} s`
    case 'ms': return `${Math.round(value)} ms`
    case 'bytes': return formatBytes(Math.round(value))
    case 'count': return String(value)
    case 'truth': return value ? 'yes' : 'no'
  }
}

/** What was measured as a Markdown table: median, and the spread from the least to the greatest. */
export function markdownTable(measured: readonly Measured[]): string {
  return table(['', 'median', 'spread'], measured.map(({ name, unit, values }) => [name, formatValue(median(values), unit), spread(values, unit)]))
}

/** The decks side by side: what stands for the values of each and, where the median does, their spread. */
export function comparisonTable(rows: readonly Row[], decks: readonly string[]): string {
  return table(['', ...decks], rows.map(({ name, unit, shown, values }) => [name, ...decks.map((deck) => {
    const found = values.get(deck)
    if (!found) return 'not measured'
    const all = shown === 'median' && spread(found, unit)
    return formatValue(representative(shown, found), unit) + (all ? ` (${all})` : '')
  })]))
}

/** How much of another deck's value the first one takes: less than 1 is less than that. Rows that are no amounts are left out. */
export function ratioTable(rows: readonly Row[], [first = '', ...others]: readonly string[]): string {
  return table(['', ...others.map(other => `${first} : ${other}`)], rows.filter(({ unit }) => unit !== 'truth').map(({ name, shown, values }) => {
    const [ours, ...theirs] = [first, ...others].map(deck => values.get(deck)).map(found => found && representative(shown, found))
    return [name, ...theirs.map(value => ours !== undefined && value ? (ours / value).toFixed(2) : 'not measured')]
  }))
}

function representative(shown: Row['shown'], values: readonly number[]): number {
  return shown === 'median' ? median(values) : percentile(values, 95)
}

function spread(values: readonly number[], unit: Measured['unit']): string {
  const [least, greatest] = [Math.min(...values), Math.max(...values)].map(value => formatValue(value, unit))
  return least === greatest ? '' : `${least} to ${greatest}`
}

function table(head: string[], rows: string[][]): string {
  return [head, ['---', ...head.slice(1).map(() => '--:')], ...rows]
    .map((cells, index) => index === 1 ? `|${cells.join('|')}|` : `| ${cells.join(' | ')} |`)
    .join('\n')
}
