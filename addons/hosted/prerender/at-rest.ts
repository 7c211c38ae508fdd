/** What `isAtRest` looks at. */
export interface Rest {
  /** Selector of the slide. */
  slide: string
  /** Milliseconds during which nothing in it may change; 0 looks once. */
  quiet: number
}

/**
 * Runs in the page, so it can use nothing from outside: is the slide there with its layout, its fonts and its pictures,
 * are its animations over, and has nothing in it changed for a while?
 */
export async function isAtRest({ slide: selector, quiet }: Rest): Promise<boolean> {
  const slide = document.querySelector(selector)
  const isStill = () => !!slide?.querySelector('.slidev-layout')
    && document.fonts.status === 'loaded'
    && [...slide.querySelectorAll('img')].every(image => image.complete)
    && slide.getAnimations({ subtree: true }).every(({ effect, playState }) => playState === 'finished' || effect?.getComputedTiming().endTime === Infinity)
  if (!slide || !isStill()) return false
  if (quiet === 0) return true
  let changed = false
  const observer = new MutationObserver(() => {
    changed = true
  })
  observer.observe(slide, { attributes: true, characterData: true, childList: true, subtree: true })
  await new Promise(resolve => setTimeout(resolve, quiet))
  observer.disconnect()
  return !changed && isStill()
}
