/**
 * What printing needs of Slidev's print page, as seen in Slidev 53.0.0: a flag that builds it, its address, and how it names
 * its pages. Where that changes, printing ends with an error that says so; the deck itself does not need any of it.
 */
import type { Page } from 'playwright-chromium'
import type { Plugin } from 'vite'

/** The element with all slides on the print page. */
export const PRINTED_SLIDES = '#print-content'

/** A page of paper there, in the deck's order. Its id is `003-02` for slide 3 after its first click. */
const PAPER = '.print-slide-container'

/** Builds the print page, which Slidev leaves out unless it prints the deck itself. */
export function buildPrintPage(): Plugin {
  return {
    name: 'hosted:print-page',
    apply: 'build',
    enforce: 'post',
    config: () => ({ define: { __SLIDEV_FEATURE_PRINT__: 'true' } }),
  }
}

/** Address of the page with all slides complete, or with one page for each click, below the deck's own. */
export function printAddress(withClicks: boolean): string {
  return `print?print=${withClicks ? 'clicks' : 'true'}`
}

/** A page of paper: the number of the slide that it shows, and the slide's heading. */
export interface Paper {
  no: number
  heading: string
}

/**
 * Takes the pages of other slides away. Slidev has an option in the address for that, but reads it before the address is
 * known, and prints all slides. It also breaks the page after the last slide, which can leave an empty one.
 *
 * @param page an open print page
 * @param numbers of the slides to keep; left out, all
 * @returns what is left, in its order
 */
export function keepSlides(page: Page, numbers?: readonly number[]): Promise<Paper[]> {
  return page.evaluate(({ selector, numbers }) => {
    const kept = [...document.querySelectorAll<HTMLElement>(selector)].filter((paper) => {
      const isKept = !numbers || numbers.includes(Number.parseInt(paper.id))
      if (!isKept) paper.remove()
      return isKept
    })
    kept.at(-1)?.style.setProperty('break-after', 'auto')
    return kept.map(paper => ({ no: Number.parseInt(paper.id), heading: paper.querySelector('h1, h2, h3')?.textContent.trim() ?? '' }))
  }, { selector: PAPER, numbers: numbers && [...numbers] })
}

/**
 * Gives links to another slide the address that its printed page has. Slidev's `<Link to="3">` prints as `#3`, a Markdown
 * link as the deck's `/3`, yet the page's id is `003-01`. What else leads to the deck's address here leads nowhere in a PDF
 * and is no link any more.
 */
export function leadLinksToPages(page: Page): Promise<void> {
  return page.evaluate(() => {
    for (const link of document.querySelectorAll<HTMLAnchorElement>('a[href]')) {
      const url = new URL(link.href)
      if (url.origin !== location.origin) continue
      const isPage = url.hash.length > 1 && document.getElementById(url.hash.slice(1))
      const number = /^#\/?(\d+)$/.exec(url.hash)?.[1] ?? /\/(\d+)\/?$/.exec(url.pathname)?.[1]
      const slide = number && document.querySelector(`[id^="${number.padStart(3, '0')}-"]`)
      if (slide) link.href = `#${slide.id}`
      else if (!isPage) link.removeAttribute('href')
    }
  })
}

/**
 * Puts a type that code shows (`^?` of twoslash) on the page of its code. Slidev has it at a place of the window, which paper
 * repeats on each page.
 */
export function keepPopupsOnTheirPage(page: Page): Promise<void> {
  return page.evaluate((selector) => {
    for (const popup of document.querySelectorAll<HTMLElement>('.v-popper__popper')) {
      const shown = document.querySelector(`[aria-describedby="${popup.id}"]`)
      const paper = shown?.closest<HTMLElement>(selector)
      if (!shown || !paper) {
        popup.remove()
        continue
      }
      const from = paper.getBoundingClientRect()
      const { left, bottom } = shown.getBoundingClientRect()
      paper.style.position = 'relative'
      popup.style.cssText = `position: absolute; left: ${left - from.left}px; top: ${bottom - from.top}px; width: max-content`
      paper.append(popup)
    }
  }, PAPER)
}

/** The numbers of the slides on whose pages something with these addresses is; 0 where it is on none. */
export function slidesOf(page: Page, addresses: string[]): Promise<number[]> {
  return page.evaluate(({ selector, addresses }) => {
    const elements = [...document.querySelectorAll<HTMLImageElement>('[src]')]
    return addresses.map(address => Number.parseInt(elements.find(({ src }) => src === address)?.closest(selector)?.id ?? '0'))
  }, { selector: PAPER, addresses })
}
