import type { Page } from 'playwright-chromium'
import type { FontInUse, Sheet } from './critical-css'

/** A slide as the page shows it. */
export interface StaticSlide {
  no: number
  /** The deck's frame with this slide alone in it; style attributes have become classes. */
  markup: string
  /** The rules of those classes, and of what Slidev sets on `<body>`. */
  styles: string[]
  /** What is to be read on the slide. */
  text: string
  heading: string
  /** Font faces that its text needs. */
  fonts: FontInUse[]
  /** Pictures that it shows, in the markup or in its styles. */
  images: string[]
}

/**
 * Takes the slide out of the page that shows it: the frame as Slidev has rendered it, without the neighbours that wait
 * beside it and without the chrome around it.
 *
 * Style attributes become classes, since a Content-Security-Policy can allow a style sheet by its hash, but no attribute.
 *
 * @param page as `openBuiltDeck` opens it: the slide is there
 */
export function takeSlide(page: Page, no: number): Promise<StaticSlide> {
  return page.evaluate(async (no) => {
    const frame = document.querySelector('#page-root')
    const slide = frame?.querySelector<HTMLElement>(`#slide-content [data-slidev-no="${no}"]`)
    if (!frame || !slide) throw new Error(`The page shows no slide ${no}`)

    const copy = frame.cloneNode(true) as Element
    copyDrawings(frame, copy)
    for (const other of copy.querySelectorAll(`[data-only="page"], [data-slidev-no]:not([data-slidev-no="${no}"]), #slide-container > :not(#slide-content), .slidev-code-copy, script`)) other.remove()
    dropComments(copy)

    // a code or a link that was made from the address here would be wrong anywhere else: its place stays empty until
    // Slidev makes it again
    for (const element of copy.querySelectorAll<HTMLElement>('*')) {
      const made = [...element.attributes].filter(({ value }) => value.includes(location.origin))
      if (!made.length) continue
      for (const { name } of made) element.removeAttribute(name)
      element.style.visibility = 'hidden'
      // a drawing keeps its size without what it draws
      if (element.matches('svg')) element.replaceChildren()
    }

    const classes = new Map<string, string>()
    for (const element of [copy, ...copy.querySelectorAll('*')]) {
      // Slidev passes a layout its front matter as an attribute
      if (element.getAttribute('frontmatter')?.startsWith('[object')) element.removeAttribute('frontmatter')
      element.removeAttribute('aria-live')
      // the canvas's scale is the style sheet's business here
      const style = (element.getAttribute('style') ?? '').replace(/--slidev-slide-scale:[^;]*;?/, '').trim()
      element.removeAttribute('style')
      if (!style) continue
      const name = styleClass(style)
      classes.set(style, name)
      element.classList.add(name)
    }
    const styles = [...classes].map(([style, name]) => `.first-slide.first-slide.first-slide .${name}{${style}}`)
    const body = document.body.getAttribute('style')
    if (body) styles.push(`body{${body}}`)

    const visible = [slide, ...slide.querySelectorAll<HTMLElement>('*')].filter(element => element.checkVisibility())
    return {
      no,
      markup: copy.outerHTML,
      styles,
      text: slide.innerText,
      heading: slide.querySelector('h1, h2, h3')?.textContent?.trim() ?? '',
      fonts: await fontsOf(frame),
      images: [...new Set(visible.flatMap(element => [
        ...element instanceof HTMLImageElement ? [element.currentSrc] : [],
        ...[...getComputedStyle(element).backgroundImage.matchAll(/url\("([^"]+)"\)/g)].map(([, url]) => url ?? ''),
      ]).filter(url => !url.startsWith('data:')).map(url => new URL(url, location.href).pathname))],
    }
  }, no)
}

/** The deck's style sheets in the order of their cascade, as text where they have no address. */
export function styleSheets(page: Page): Promise<Sheet[]> {
  return page.evaluate(() => Promise.all([...document.styleSheets].map(async ({ href, ownerNode }) => href
    ? { url: href, css: await (await fetch(href)).text() }
    : { url: location.href, css: ownerNode?.textContent ?? '' })))
}

/**
 * Asks the browser which selectors match something in the markup, in a document like the page's.
 *
 * @returns one answer for each; false for a selector it can't read
 */
export function matching(page: Page, markup: string, selectors: string[]): Promise<boolean[]> {
  return page.evaluate(({ markup, selectors }) => {
    const other = document.implementation.createHTMLDocument()
    for (const { name, value } of document.documentElement.attributes) {
      if (name !== 'style') other.documentElement.setAttribute(name, value)
    }
    other.body.innerHTML = markup
    return selectors.map((selector) => {
      try {
        return other.querySelector(selector) !== null
      } catch {
        return false
      }
    })
  }, { markup, selectors })
}
