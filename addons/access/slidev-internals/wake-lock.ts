type Requests = Pick<WakeLock, 'request'>

/** Settles with the next key or tap. */
function gesture(): Promise<void> {
  return new Promise((resolve) => {
    const ends = new AbortController()
    for (const type of ['keydown', 'pointerup']) {
      addEventListener(type, () => {
        ends.abort()
        resolve()
      }, { capture: true, signal: ends.signal })
    }
  })
}

/**
 * Slidev 53 (composables/useWakeLock.ts) asks for the wake lock as it starts. Safari refuses before the first key or tap,
 * and Slidev neither asks again nor catches the refusal. What is refused here is asked again with each key and tap.
 *
 * @param wakeLock the prototype, since WebKit forgets what is set on `navigator.wakeLock` itself once memory is collected
 */
export function askForWakeLockAgain(wakeLock: Requests | undefined = globalThis.WakeLock?.prototype): void {
  if (!wakeLock) return
  const { request } = wakeLock
  wakeLock.request = async function (type) {
    for (;;) {
      try {
        return await request.call(this as WakeLock, type)
      } catch (error) {
        if (!(error instanceof DOMException) || error.name !== 'NotAllowedError') throw error
        await gesture()
      }
    }
  }
}
