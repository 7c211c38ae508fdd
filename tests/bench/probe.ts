/**
 * What is asked of a page from inside. It treats every deck alike: a slide is known by its heading, which all of them
 * have as `<h1>`, whatever they build around it.
 */

/** The part that a page has of the benchmark, as `globalThis.probe`. */
export interface Probe {
  /** Ms from the start of the navigation to the first frame that shows another slide than the first. */
  leftFirst: () => Promise<number>
  /** Index of the last slide whose heading is shown, for one that is left may still be seen; -1 if there is none. */
  shown: () => number
  /** Waits from now on for a key that leads to a slide. */
  expectSlide: (index: number) => void
  /** Ms from that key press to the first frame that shows the slide's heading. */
  answered: () => Promise<number>
}

declare global {
  // a global of the page
  var probe: Probe
  /** Is told the time, in ms since 1970, at which the browser painted the first slide's heading. */
  var titleIsReadable: (time: number) => void
}

/**
 * Runs in the page before anything else does.
 *
 * - The title is readable when the browser says that it has painted its text: Element Timing's `renderTime`
 *   (https://wicg.github.io/element-timing/), which is no earlier than the font that the text waits for.
 * - A slide is shown when its heading is rendered, not transparent, and in the window, in a frame that was painted: what is
 *   looked at after `requestAnimationFrame` by a message, which comes when the frame has been handed over.
 *
 * @param titles of all slides, in order, as plain text
 */
export function installProbe(titles: string[]): void {
  const letters = (text: string) => text.replace(/[^\p{L}\p{N}]+/gu, '')
  const wanted = titles.map(letters)
  const headings = () => [...document.querySelectorAll('h1')].map(element => ({ element, index: wanted.indexOf(letters(element.textContent ?? '')) }))

  const mark = new MutationObserver(() => {
    for (const { element, index } of headings()) if (index === 0) element.setAttribute('elementtiming', 'title')
  })
  mark.observe(document, { childList: true, subtree: true })
  new PerformanceObserver((list, observer) => {
    for (const entry of list.getEntries() as (PerformanceEntry & { identifier: string, renderTime: number })[]) {
      if (entry.identifier !== 'title') continue
      mark.disconnect()
      observer.disconnect()
      titleIsReadable(performance.timeOrigin + (entry.renderTime || entry.startTime))
      return
    }
  }).observe({ type: 'element', buffered: true })

  const isSeen = (element: Element) => {
    if (!element.checkVisibility({ opacityProperty: true, visibilityProperty: true, contentVisibilityAuto: true })) return false
    const { top, left, bottom, right } = element.getBoundingClientRect()
    return bottom > Math.max(top, 0) && right > Math.max(left, 0) && top < innerHeight && left < innerWidth
  }
  const seen = () => headings().filter(({ element, index }) => index >= 0 && isSeen(element)).map(({ index }) => index)
  const painted = () => new Promise<void>(resolve => requestAnimationFrame(() => {
    const { port1, port2 } = new MessageChannel()
    port1.onmessage = () => resolve()
    port2.postMessage(undefined)
  }))
  const firstFrame = async (isThere: () => boolean) => {
    do await painted()
    while (!isThere())
    return performance.now()
  }

  globalThis.probe = {
    shown: () => Math.max(-1, ...seen()),
    leftFirst: () => firstFrame(() => seen().some(index => index > 0)),
    expectSlide(index) {
      const answer = new Promise<number>(resolve => addEventListener('keydown', ({ timeStamp }) => {
        void firstFrame(() => seen().includes(index)).then(painted => resolve(painted - timeStamp))
      }, { capture: true, once: true }))
      probe.answered = () => answer
    },
    answered: () => Promise.reject(new Error('No slide is expected')),
  }
}
