import type { Page } from 'playwright-chromium'

/**
 * How a slide looks after a click, as compared with before the first: the classes that have changed, each with the number of
 * its element in document order, or the whole markup where more than classes has changed.
 */
export type ClickState = [index: number, className: string][] | string

/**
 * Compares the states of a slide. The browser parses them.
 *
 * @param page any
 * @param before markup before the first click
 * @param states markup after each click
 */
export function clickStates(page: Page, before: string, states: string[]): Promise<ClickState[]> {
  return page.evaluate(({ before, states }) => {
    const parse = (markup: string) => {
      const { body } = new DOMParser().parseFromString(markup, 'text/html')
      const elements = [...body.querySelectorAll('*')]
      const classes = elements.map(element => element.getAttribute('class') ?? '')
      for (const element of elements) element.removeAttribute('class')
      return { body, classes }
    }
    const first = parse(before)
    return states.map((markup): ClickState => {
      const state = parse(markup)
      if (!state.body.isEqualNode(first.body)) return markup
      return state.classes.map((name, index): [number, string] => [index, name]).filter(([index, name]) => name !== first.classes[index])
    })
  }, { before, states })
}
