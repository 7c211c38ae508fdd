/** Lets so many through at once, and then so many a second. */
export interface Rate {
  burst: number
  perSecond: number
}

/**
 * Limits how often each key (an address, a phone) may do something: every key has a bucket of tokens that fills up again.
 *
 * @param now ms, for tests
 * @returns whether the key may now
 */
export function limit({ burst, perSecond }: Rate, now: () => number = Date.now): (key: string) => boolean {
  const buckets = new Map<string, { tokens: number, at: number }>()
  const fillsIn = burst / perSecond * 1000
  let sweptAt = now()
  return (key) => {
    const at = now()
    // a bucket that is full again is as good as none
    if (at - sweptAt > fillsIn) {
      for (const [key, bucket] of buckets) {
        if (at - bucket.at > fillsIn) buckets.delete(key)
      }
      sweptAt = at
    }
    const { tokens, at: since } = buckets.get(key) ?? { tokens: burst, at }
    const available = Math.min(burst, tokens + (at - since) / 1000 * perSecond)
    buckets.set(key, { tokens: Math.max(0, available - 1), at })
    return available >= 1
  }
}
