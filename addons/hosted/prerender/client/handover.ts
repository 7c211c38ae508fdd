import type { Router } from 'vue-router'

/** The longest time, ms, that the slide in the HTML waits for pictures and entrances behind it. */
const LONGEST_WAIT = 1500
const FOCUSABLE = 'a[href], button, input, select, textarea, [tabindex]'

/**
 * Slidev takes over from the slide in the HTML (see ../prerender.ts): that one lies over the deck until the deck's own
 * slide stands below it just the same, with its styles, its pictures and its entrance done, and then goes. A click or a
 * key that leads on lets it go at once. A page without such a slide is left alone.
 */
export function takeOver(router: Router): void {
  const first = document.getElementById('first-slide')
  if (!first) return
  const no = first.dataset.slide
  const children = first.querySelector('[data-slidev-no]')?.childElementCount ?? 1

  // shown for another address only
  if (!document.documentElement.hasAttribute('data-first-slide')) {
    first.remove()
    return
  }

  let gone = false
  const leave = () => {
    if (gone) return
    gone = true
    observer.disconnect()
    stopRouting()
    stopErrors()
    removeEventListener('vite:preloadError', leave)
    const slide = document.querySelector<HTMLElement>(`#app [data-slidev-no="${no}"]`)
    // whoever has come to a link by the keyboard goes on from the same one
    const focused = [...first.querySelectorAll(`[data-slidev-no] :is(${FOCUSABLE})`)].indexOf(document.activeElement as Element)
    if (focused >= 0) slide?.querySelectorAll<HTMLElement>(FOCUSABLE)[focused]?.focus({ preventScroll: true })
    first.remove()
    document.documentElement.removeAttribute('data-first-slide')
  }

  let arrived = false
  const stopRouting = router.afterEach((to) => {
    if (arrived || to.name !== 'play' || Number(to.params.no) !== Number(no)) leave()
    arrived = true
  })
  // what says that something is missing must not lie beneath a slide that looks fine
  const stopErrors = router.onError(leave)
  addEventListener('vite:preloadError', leave)

  const observer = new MutationObserver(() => {
    const slide = document.querySelector<HTMLElement>(`#app #slide-content [data-slidev-no="${no}"]`)
    // the slide's own component comes after what stands on every slide
    if (!slide || slide.childElementCount < children || slide.querySelector('.slidev-slide-loading')) return
    observer.disconnect()
    // the deck answers from here on; what lies over it only looks the same
    first.inert = true
    first.style.pointerEvents = 'none'
    void Promise.race([stands(slide), wait(LONGEST_WAIT)]).then(leave)
  })
  observer.observe(document.getElementById('app') ?? document.body, { childList: true, subtree: true })
}

/** Settles when the slide looks as it will: styles and pictures loaded, entrances over, painted once. */
async function stands(slide: HTMLElement): Promise<void> {
  await Promise.all([...document.querySelectorAll<HTMLLinkElement>('link[rel="stylesheet"]')]
    .filter(link => !link.sheet)
    .map(link => new Promise((resolve) => {
      link.addEventListener('load', resolve, { once: true })
      link.addEventListener('error', resolve, { once: true })
    })))
  await frames(2)
  await Promise.allSettled([...slide.querySelectorAll('img')].filter(image => image.checkVisibility?.() ?? true).map(image => image.decode()))
  await Promise.allSettled(slide.getAnimations({ subtree: true })
    .filter(animation => animation.effect?.getComputedTiming().endTime !== Infinity)
    .map(animation => animation.finished))
  await frames(2)
}

async function frames(count: number): Promise<void> {
  for (let i = 0; i < count; i++) await new Promise(requestAnimationFrame)
}

function wait(ms: number): Promise<void> {
  return new Promise(resolve => setTimeout(resolve, ms))
}
