import type { Member } from './in-step'
import type { SharedState } from '../slidev-internals/shared-state'
import { watch } from 'vue'

const KEY = 'timer'

type Timer = SharedState['timer']

/** A talk is over after half a day: a browser that gives back yesterday's windows starts with a new timer. */
const LONGEST = 12 * 3600_000

function parseTimer(value: unknown): Timer | undefined {
  const { status, startedAt, pausedAt } = (value ?? {}) as Partial<Record<keyof Timer, unknown>>
  if (status !== 'stopped' && status !== 'running' && status !== 'paused') return
  if (!Number.isFinite(startedAt) || !Number.isFinite(pausedAt)) return
  return { slides: {}, status, startedAt: startedAt as number, pausedAt: pausedAt as number }
}

/** Slidev's timer is the same in all windows, and outlives a reload. */
export function shareTimer(member: Member, state: SharedState): void {
  let known = JSON.stringify(state.timer)
  const take = (value: unknown) => {
    const timer = parseTimer(value)
    if (!timer) return
    known = JSON.stringify(timer)
    state.timer = timer
  }
  const kept = parseTimer(member.get(KEY))
  if (kept && Date.now() - kept.startedAt < LONGEST) take(kept)
  member.on(KEY, take)
  watch(() => JSON.stringify(state.timer), (now) => {
    if (now === known) return
    known = now
    member.set(KEY, state.timer)
  })
}
