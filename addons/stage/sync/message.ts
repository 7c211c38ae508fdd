/** What windows of one talk tell each other: the whole wire format, checked when it arrives, so that nothing behind it checks again. */

/** Where a window is. */
export interface Place {
  /** From 1. */
  page: number
  clicks: number
  /** Clicks that the slide has, 0 where that isn't known. */
  clicksTotal: number
}

/** What a window is to the talk; only a presenter speaks for it. `notes` shows where the talk is and never moves it. */
export type Role = 'presenter' | 'viewer' | 'notes'

const ROLES: readonly unknown[] = ['presenter', 'viewer', 'notes'] satisfies Role[]

/** A value that all windows share, with what decides which of two is the later one. */
export interface Entry {
  /** JSON. */
  value: unknown
  /** When it was set, in ms since 1970; later than any that its writer knew. */
  time: number
  /** Which window set it; decides between two of the same time. */
  by: string
  /** As what: a place set by a viewer counts for other viewers once a presenter has gone there. */
  from: Role
}

/** By key; `place` is the talk's place. */
export type Entries = Record<string, Entry>

/** Where the presenter's mouse is, in percent of the slide; none when it isn't on the slide. */
export interface Cursor { x: number, y: number, style?: 'cursor' | 'laser' }

export type Message
  /** "This is what I know; tell me what is newer." Of a window that was opened, reloaded, resumed or connected. */
  = | { type: 'ask', from: string, entries: Entries }
  /** To all windows, or as an answer to the one that asked. */
    | { type: 'tell', to?: string, entries: Entries }
  /** Many a second, worth nothing a moment later: what is slow may drop it. */
    | { type: 'cursor', cursor?: Cursor }

type Fields = Record<string, unknown>

const isObject = (value: unknown): value is Fields => typeof value === 'object' && value !== null && !Array.isArray(value)
const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0

/** @returns undefined if it is no place */
export function parsePlace(value: unknown): Place | undefined {
  if (!isObject(value)) return
  const { page, clicks, clicksTotal } = value
  return isCount(page) && page > 0 && isCount(clicks) && isCount(clicksTotal) ? { page, clicks, clicksTotal } : undefined
}

/** @returns those that are entries */
export function parseEntries(value: unknown): Entries {
  const entries: Entries = {}
  for (const [key, entry] of Object.entries(isObject(value) ? value : {})) {
    if (!isObject(entry)) continue
    const { value, time, by, from } = entry
    if (isCount(time) && typeof by === 'string' && ROLES.includes(from)) entries[key] = { value, time, by, from: from as Role }
  }
  return entries
}

function parseCursor(value: unknown): Cursor | undefined {
  if (!isObject(value)) return
  const { x, y, style } = value
  return Number.isFinite(x) && Number.isFinite(y) ? { x: x as number, y: y as number, ...(style === 'cursor' || style === 'laser' ? { style } : {}) } : undefined
}

/** @returns undefined for what no window of this version sends */
export function parseMessage(data: unknown): Message | undefined {
  if (!isObject(data)) return
  switch (data.type) {
    case 'ask':
      return typeof data.from === 'string' ? { type: 'ask', from: data.from, entries: parseEntries(data.entries) } : undefined
    case 'tell':
      return { type: 'tell', entries: parseEntries(data.entries), ...(typeof data.to === 'string' ? { to: data.to } : {}) }
    case 'cursor':
      return { type: 'cursor', cursor: parseCursor(data.cursor) }
  }
}
