type WakeLock = Pick<globalThis.WakeLock, 'request'>

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
 */
export function askForWakeLockAgain(wakeLock: WakeLock | undefined = globalThis.navigator?.wakeLock): void {
  if (!wakeLock) return
  const request = wakeLock.request.bind(wakeLock)
  wakeLock.request = async (type) => {
    for (;;) {
      try {
        return await request(type)
      } catch (error) {
        if (!(error instanceof DOMException) || error.name !== 'NotAllowedError') throw error
        await gesture()
      }
    }
  }
}
