/** Something wrong with a slide's layout, in words, boxes in canvas pixels. */
export type LayoutProblem = string

/**
 * Measures the slide that is shown, in canvas pixels, whatever the window's size. It looks at all that the
 * audience sees: text, pictures and the bars of charts, also those that a screen reader is kept from.
 *
 * - **outside**: text or a picture reaches beyond the canvas;
 * - **cut off**: text or a picture reaches beyond an ancestor that clips it, or could be scrolled there;
 * - **overlap**: the letters of two texts lie on each other;
 * - **covered**: something that is not see-through lies on a text or on a bar's end;
 * - **small**: text below 18 px, code below 14 px.
 *
 * @returns what is wrong; empty if nothing is
 */
export function layoutProblems(page: { evaluate: (run: () => LayoutProblem[]) => Promise<LayoutProblem[]> }): Promise<LayoutProblem[]> {
  return page.evaluate(measure)
}

/** Runs in the page, so it can use nothing from outside. */
function measure(): LayoutProblem[] {
  interface Box { left: number, top: number, right: number, bottom: number }
  interface Piece extends Box { element: Element, what: string, isText: boolean }

  /** Rounding of the browser's layout, scaled. */
  const tolerance = 1
  /** What a chart draws its numbers with. */
  const bars = '.timing .bar, .timing .dot, .live .bar, .live .dot, .life .lived'

  // not the copy in the HTML that lies over the deck while it starts
  const content = document.querySelector<HTMLElement>('#app #slide-content') ?? document.querySelector<HTMLElement>('#slide-content')
  const slide = [...content?.querySelectorAll('.slidev-page') ?? []].find(page => page.checkVisibility())
  if (!content || !slide) return ['no slide is visible']
  const origin = content.getBoundingClientRect()
  // 980 x 552 as Slidev rounds it, whatever the window's size
  const canvas = { width: content.offsetWidth, height: content.offsetHeight }
  const scale = origin.width / canvas.width

  const toCanvas = (rect: DOMRect): Box => ({
    left: (rect.left - origin.left) / scale,
    top: (rect.top - origin.top) / scale,
    right: (rect.right - origin.left) / scale,
    bottom: (rect.bottom - origin.top) / scale,
  })
  const print = ({ left, top, right, bottom }: Box) => `[${[left, top, right, bottom].map(Math.round).join(' ')}]`
  const isSeen = (element: Element) => element.checkVisibility({ opacityProperty: true, visibilityProperty: true, contentVisibilityAuto: true })
    && !isForScreenReaders(element)
  function isOpaque(element: Element): boolean {
    const { backgroundColor, backgroundImage } = getComputedStyle(element)
    // most of a drawing is empty, and a dot is meant to lie on its bar
    return !element.matches('.dot') && (element.matches('canvas, video, iframe') || backgroundImage !== 'none' || !/^(?:rgba\(.*, 0\)|transparent)$/.test(backgroundColor))
  }
  function isForScreenReaders(element: Element): boolean {
    for (let at: Element | null = element; at && at !== content; at = at.parentElement) {
      const { clip, clipPath } = getComputedStyle(at)
      if (clipPath === 'inset(50%)' || /^rect\((?:0px|1px)/.test(clip)) return true
    }
    return false
  }

  const pieces: Piece[] = []
  const problems: LayoutProblem[] = []

  const texts = document.createTreeWalker(slide, NodeFilter.SHOW_TEXT)
  for (let node = texts.nextNode(); node; node = texts.nextNode()) {
    const element = node.parentElement
    const text = node.textContent?.trim()
    if (!element || !text || element.closest('style, script, title, desc') || !isSeen(element)) continue
    const range = document.createRange()
    range.selectNodeContents(node)
    for (const rect of range.getClientRects()) {
      if (rect.width > 0) pieces.push({ ...toCanvas(rect), element, what: `"${text.slice(0, 40)}"`, isText: true })
    }
    const isCode = element.closest('code, pre') !== null
    // an SVG's text is drawn at its picture's scale
    const drawnScale = element instanceof SVGElement ? ((element.closest('svg')?.getScreenCTM()?.a ?? scale) / scale) : 1
    const size = Number.parseFloat(getComputedStyle(element).fontSize) * drawnScale
    if (size < (isCode ? 14 : 18) - 0.05) problems.push(`small: "${text.slice(0, 40)}" has ${size.toFixed(1)} px`)
  }
  for (const element of slide.querySelectorAll(`img, svg, canvas, video, iframe, input, button, [role="img"], ${bars}, .timing .glass`)) {
    if (!isSeen(element) || element.parentElement?.closest('svg')) continue
    const name = element.getAttribute('aria-label') || element.getAttribute('alt') || element.textContent?.trim().slice(0, 40) || element.getAttribute('class')
    // on a screen of another shape a background is as large as the screen
    if (element.closest('.image-background')) continue
    pieces.push({ ...toCanvas(element.getBoundingClientRect()), element, what: `<${element.localName}> ${name}`, isText: false })
  }

  for (const piece of pieces) {
    if (piece.left < -tolerance || piece.top < -tolerance || piece.right > canvas.width + tolerance || piece.bottom > canvas.height + tolerance) {
      problems.push(`outside: ${piece.what} ${print(piece)}`)
      continue
    }
    for (let at = piece.isText ? piece.element : piece.element.parentElement; at && at !== content; at = at.parentElement) {
      const { overflowX, overflowY } = getComputedStyle(at)
      if (overflowX === 'visible' && overflowY === 'visible') continue
      const box = toCanvas(at.getBoundingClientRect())
      const cutX = overflowX !== 'visible' && (piece.left < box.left - tolerance || piece.right > box.right + tolerance)
      const cutY = overflowY !== 'visible' && (piece.top < box.top - tolerance || piece.bottom > box.bottom + tolerance)
      if (cutX || cutY) problems.push(`cut off: ${piece.what} ${print(piece)} by <${at.localName} class="${at.getAttribute('class') ?? ''}"> ${print(box)}`)
    }
  }

  // The box of a line is higher than its letters: what is left of it after a fifth above and below is theirs.
  const letters = pieces.filter(piece => piece.isText).map((piece) => {
    const inset = (piece.bottom - piece.top) / 5
    return { ...piece, top: piece.top + inset, bottom: piece.bottom - inset }
  })
  for (const [index, a] of letters.entries()) {
    for (const b of letters.slice(index + 1)) {
      if (a.element === b.element || a.element.contains(b.element) || b.element.contains(a.element)) continue
      const width = Math.min(a.right, b.right) - Math.max(a.left, b.left)
      const height = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top)
      if (width > tolerance && height > tolerance) problems.push(`overlap: ${a.what} ${print(a)} and ${b.what} ${print(b)}`)
    }
  }

  for (const { element, what, isText, ...box } of pieces) {
    if ((!isText && !element.matches('.timing .bar')) || box.right - box.left < tolerance) continue
    const y = (box.top + box.bottom) / 2
    for (const x of isText ? [box.left + 2, (box.left + box.right) / 2, box.right - 2] : [box.right - 1]) {
      const stack = document.elementsFromPoint(origin.left + x * scale, origin.top + y * scale)
      const above = stack.slice(0, Math.max(0, stack.indexOf(element))).find(over => !element.contains(over) && isSeen(over) && isOpaque(over))
      if (above) problems.push(`covered: ${what} ${print(box)} by <${above.localName} class="${above.getAttribute('class') ?? ''}">`)
    }
  }
  return [...new Set(problems)]
}
