import type { Router } from 'vue-router'
import { nextTick } from 'vue'

/** The longest time, ms, that the slide in the HTML waits for pictures and entrances behind it. */
const LONGEST_WAIT = 1500
const FOCUSABLE = 'a[href], button, input, select, textarea, [tabindex]'

/** The slide in the HTML; ../inline/in-html.js may have put another one in. */
interface FirstSlide extends HTMLElement {
  /** The other's styles. */
  sheet?: CSSStyleSheet
  /** Where a key has led to, as in the address: `3?clicks=1`. */
  goal?: string
}

/**
 * Slidev goes on from the slide in the HTML (see ../prerender.ts): that one lies over the deck until the deck's own slide
 * looks just the same below it, with its styles, its pictures and its entrance done, and then goes. From when the deck's
 * slide is there, keys are the deck's, and one that leads on lets the slide in the HTML go at once. A page without such a
 * slide is left alone.
 */
export function handOver(router: Router): void {
  const first = document.getElementById('first-slide') as FirstSlide | null
  if (!first) return

  // shown for another address only
  if (!document.documentElement.hasAttribute('data-first-slide')) {
    first.remove()
    return
  }

  const deckSlide = () => document.querySelector<HTMLElement>(`#app #slide-content [data-slidev-no="${first.dataset.slide}"]`)
  let gone = false
  const leave = () => {
    if (gone) return
    gone = true
    observer.disconnect()
    stopRedirecting()
    stopRouting()
    stopErrors()
    removeEventListener('vite:preloadError', leave)
    // whoever has come to a link by the keyboard goes on from the same one
    const focused = [...first.querySelectorAll(`[data-slidev-no] :is(${FOCUSABLE})`)].indexOf(document.activeElement as Element)
    if (focused >= 0) deckSlide()?.querySelectorAll<HTMLElement>(FOCUSABLE)[focused]?.focus({ preventScroll: true })
    first.remove()
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter(sheet => sheet !== first.sheet)
    document.documentElement.removeAttribute('data-first-slide')
  }

  const leaveOnceDrawn = () => {
    const slide = deckSlide()
    const children = first.querySelector('[data-slidev-no]')?.childElementCount ?? 1
    // the slide's own component comes after what every slide has
    if (first.inert || !slide?.checkVisibility() || slide.childElementCount < children || slide.querySelector('.slidev-slide-loading')) return
    observer.disconnect()
    // the deck answers from here on; what lies over it only looks the same
    first.inert = true
    first.style.pointerEvents = 'none'
    void Promise.race([isDrawn(slide), wait(LONGEST_WAIT)]).then(leave)
  }

  // the router looks at the address when it starts, and again from when its first page is there: keys come in between
  const stopRedirecting = router.beforeResolve((to) => {
    const goal = first.goal && `/${first.goal}`
    first.goal = undefined
    return first.inert || !goal || to.name !== 'play' || to.fullPath === goal || goal
  })
  const stopRouting = router.afterEach((to) => {
    // to the slide that is shown already, by the page's own keys or at the start
    if (!first.inert && to.name === 'play' && to.params.no === first.dataset.slide) void nextTick(leaveOnceDrawn)
    else leave()
  })
  // what says that something is missing must not lie beneath a slide that looks fine
  const stopErrors = router.onError(leave)
  addEventListener('vite:preloadError', leave)
  const observer = new MutationObserver(leaveOnceDrawn)
  observer.observe(document.getElementById('app') ?? document.body, { childList: true, subtree: true })
}

/** Settles when the slide looks as it will: styles and pictures loaded, entrances over, painted once. */
async function isDrawn(slide: HTMLElement): Promise<void> {
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
