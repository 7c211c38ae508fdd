import type { Page } from 'playwright-chromium'
import type { FontInUse } from '../prerender/critical-css'

/** A slide's content for the article. */
export interface SlideArticle {
  heading: string
  /** What the slide shows, without its heading and without what only works there. */
  content: string
  /** Each code on the slide that clicks change (Slidev's magic move), as it is in the content now; empty if it is not there. */
  moving: string[]
  /** Rules of the classes that style attributes have become. */
  styles: string[]
  /** Font faces that its text needs. */
  fonts: FontInUse[]
}

/**
 * Takes the content of the slide that the page shows at its last click, for reading: headings, text, lists, links, code,
 * pictures that say something, charts with their tables. What only makes the slide (places, sizes, decoration, section
 * marks) and what needs a script (buttons, inputs) is left out. Nothing here knows a component by its name; it goes by
 * what elements are:
 *
 * - a figure with a table is a chart: its drawing stays as it is, its table is folded, so that numbers are said once
 * - a picture without a text alternative, and whatever is hidden from screen readers, is decoration
 * - a few words laid over a picture are a part of it, which its alternative says
 * - pictures beside each other stay so, and so do pictures that lie over each other
 * - radio buttons are a question with its answers
 * - what the slide shows as a block is a block here
 * - `data-only="stage"` leaves an element out, `data-only="page"` is shown here and not on the slide
 *
 * @param page as `openBuiltDeck` opens it: the slide is there
 */
export function takeArticle(page: Page, no: number): Promise<SlideArticle> {
  return page.evaluate(async (no) => {
    const slide = document.querySelector(`#slide-content [data-slidev-no="${no}"] :is(.slidev-layout, [frontmatter])`)
    if (!slide) throw new Error(`The page shows no slide ${no}`)
    const copy = slide.cloneNode(true) as Element
    const make = (tag: string, ...children: (Node | string)[]) => {
      const element = document.createElement(tag)
      element.append(...children)
      return element
    }
    const words = (element: Element | null | undefined) => element?.textContent?.replace(/\s+/g, ' ').trim() ?? ''
    const isLabel = (element: HTMLElement) => element.matches('span, small') && getComputedStyle(element).position === 'absolute'
      && words(element).length < 25 && !element.querySelector('a, img, svg') && !!element.offsetParent?.querySelector('img')
    /** How pictures in an element are placed; a class of read.css. */
    const arrangementOf = (element: Element) => {
      const withPictures = [...element.children].filter(child => child.matches('img, :has(img)'))
      if (element.matches('a, p, li') || withPictures.length < 2) return []
      if (withPictures.some(child => getComputedStyle(child).position === 'absolute')) return ['over']
      return isBox(element) ? ['beside'] : []
    }
    const isBox = (element: Element | null) => !!element && /flex|grid/.test(getComputedStyle(element).display)
    const originals = [...slide.querySelectorAll<HTMLElement>('*')]
    const copies = [...copy.querySelectorAll<HTMLElement>('*')]
    copyDrawings(slide, copy)
    const isChart = (element: Element) => !!element.closest('figure')?.querySelector('table')
    const isCode = (element: Element) => !!element.closest('pre')

    const moving = [...copy.querySelectorAll('pre.shiki-magic-move-container')]

    const rules = new Map<string, string>()
    const classOf = (style: string) => {
      const name = styleClass(style)
      rules.set(name, `.${name}{${style}}`)
      return name
    }

    copies.forEach((element, index) => {
      const original = originals[index]
      if (!original || !copy.contains(element)) return
      const { display, visibility } = getComputedStyle(original)
      const drawing = isChart(original) && !!original.closest('[aria-hidden="true"]')
      const isDecoration = element.getAttribute('aria-hidden') === 'true' && !drawing && !element.closest('samp')
      const isEmptyPicture = element.matches('img') && !element.getAttribute('alt')
      const isMadeHere = [...element.attributes].some(({ value }) => value.includes(location.origin))
      const only = original.closest<HTMLElement>('[data-only]')?.dataset.only
      const isHidden = only === 'stage' || (only !== 'page' && (display === 'none' || (visibility === 'hidden' && !drawing)))
      if (element.matches('fieldset:has(input[type="radio"])')) {
        const answers = [...element.querySelectorAll('label')].map((label) => {
          for (const key of label.querySelectorAll('kbd, [aria-hidden="true"]')) key.remove()
          return make('li', words(label))
        })
        const question = words(element.querySelector('legend'))
        element.replaceWith(make('p', make('strong', /[?:]$/.test(question) ? question : `${question}:`)), make('ul', ...answers))
        return
      }
      if (isDecoration || isEmptyPicture || isMadeHere || isHidden || (!drawing && isLabel(original)) || element.matches('h1, button, input, select, textarea, fieldset, dialog, script, style, .slidev-code-copy')) {
        element.remove()
        return
      }
      // a race's clock has stopped, and what it counted is in the drawing
      if (isChart(original) && !drawing && element.matches('p')) {
        element.remove()
        return
      }

      // a frame is led to: it is of the slide's size, and may be a film
      if (original instanceof HTMLIFrameElement) {
        const address = original.getAttribute('src') ?? ''
        const link = make('a', original.title || address)
        link.setAttribute('href', address)
        link.setAttribute('rel', 'noopener')
        element.replaceWith(make('p', link))
        return
      }

      const style = element.getAttribute('style')
      const classes: string[] = drawing ? [...element.classList] : []
      if (drawing && element.parentElement?.matches('figure')) classes.push('drawing')
      if (element.matches('pre')) classes.push('code', ...[...original.firstElementChild?.classList ?? []].filter(name => name.startsWith('language-')))
      if (!drawing) classes.push(...arrangementOf(original))
      if (style && (drawing || isCode(original)) && !element.matches('pre')) classes.push(classOf(style))
      for (const { name } of [...element.attributes]) {
        const isScope = name.startsWith('data-v-') && drawing
        const isSvg = element.namespaceURI === 'http://www.w3.org/2000/svg' && name !== 'style' && name !== 'class'
        if (!isScope && !isSvg && !/^(?:href|rel|src|alt|srcset|width|height|datetime|scope|colspan|rowspan|lang|start|aria-label|cite|title)$/.test(name)) element.removeAttribute(name)
      }
      if (drawing) element.setAttribute('aria-hidden', 'true')
      if (element.matches('pre')) {
        // too wide for a phone, it is scrolled, by the keyboard as well
        element.tabIndex = 0
        element.setAttribute('role', 'group')
        element.setAttribute('aria-label', 'Code')
      }
      if (classes.length) element.setAttribute('class', classes.join(' '))
      if (element.matches('img') && original instanceof HTMLImageElement && original.naturalWidth) {
        element.setAttribute('width', String(original.naturalWidth))
        element.setAttribute('height', String(original.naturalHeight))
        element.setAttribute('loading', 'lazy')
      }
      if (element.matches('h2, h3, h4')) {
        const lower = document.createElement(`h${Number(element.tagName[1]) + 1}`)
        lower.append(...element.childNodes)
        element.replaceWith(lower)
      } else if (!drawing && !isCode(original) && element.matches('span, strong, small, em') && !original.closest('p, li, dd, dt, figcaption') && /^(?:block|flex|grid)$/.test(display)) {
        const block = document.createElement('div')
        element.replaceWith(block)
        block.append(element)
      } else if (!drawing && !isCode(original) && element.matches('span, samp') && display === 'block' && element.previousElementSibling && !isBox(original.parentElement)) {
        element.before(document.createElement('br'))
      }
    })

    for (const table of copy.querySelectorAll('figure table')) {
      const summary = make('summary', 'The figures as a table')
      // the chart says what is measured
      table.querySelector('caption')?.remove()
      const details = make('details', summary)
      table.replaceWith(details)
      details.append(table)
    }

    // boxes that only placed something
    for (const element of [...copy.querySelectorAll('div, span, article, section, header')].reverse()) {
      if (element.closest('.drawing, pre')) continue
      if (!element.childNodes.length || (!element.textContent?.trim() && !element.querySelector('img, svg'))) element.remove()
      else if (element.matches('span, div:not(:has(> :is(span, strong, small, em, a, code)))') && element.attributes.length === 0 && element.children.length === element.childNodes.length) element.replaceWith(...element.childNodes)
    }
    dropComments(copy)

    return {
      heading: slide.querySelector('h1')?.textContent?.replace(/\s+/g, ' ').trim() ?? '',
      content: copy.innerHTML,
      moving: moving.map(code => copy.contains(code) ? code.outerHTML : ''),
      styles: [...rules.values()],
      fonts: await fontsOf(slide),
    }
  }, no)
}
