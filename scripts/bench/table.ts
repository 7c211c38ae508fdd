import type { Measured } from './measure'
import { formatBytes } from '../report'
import { median } from './measure'

/** A value with its unit: seconds to two digits, bytes as B, KB or MB, a number as it is. */
export function formatValue(value: number, unit: Measured['unit']): string {
  switch (unit) {
    case 's': return `${value.toFixed(2)} s`
    case 'bytes': return formatBytes(Math.round(value))
    case 'count': return String(value)
  }
}

/** What was measured as a Markdown table: median, and the spread from the least to the greatest. */
export function markdownTable(measured: readonly Measured[]): string {
  const rows = measured.map(({ name, unit, values }) => {
    const [least, greatest] = [Math.min(...values), Math.max(...values)].map(value => formatValue(value, unit))
    return `| ${name} | ${formatValue(median(values), unit)} | ${least === greatest ? '' : `${least} to ${greatest}`} |`
  })
  return ['| | median | spread |', '|---|--:|--:|', ...rows].join('\n')
}
