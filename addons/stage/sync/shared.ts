import type { ShallowRef, WritableComputedRef } from 'vue'
import type { Member } from './in-step'
import { computed, shallowRef } from 'vue'

let member: Member | undefined
const values = new Map<string, ShallowRef<unknown>>()

function follow(key: string, value: ShallowRef<unknown>): void {
  if (!member) return
  value.value = member.get(key)
  member.on(key, news => (value.value = news))
}

/** From here on what `useShared` gives is the same in all windows. */
export function shareWith(joined: Member): void {
  member = joined
  values.forEach((value, key) => follow(key, value))
}

/**
 * A value that every window of the talk has, also one that is opened or reloaded later; the last to set it wins.
 *
 * @param key of the value, the same in all windows, such as `poll:bet`
 * @param parse checks what another window has set; undefined is "none"
 */
export function useShared<T>(key: string, parse: (value: unknown) => T | undefined): WritableComputedRef<T | undefined> {
  let value = values.get(key)
  if (!value) {
    value = shallowRef()
    values.set(key, value)
    follow(key, value)
  }
  const stored = value
  return computed({
    get: () => parse(stored.value),
    set(news) {
      stored.value = news ?? null
      member?.set(key, stored.value)
    },
  })
}
