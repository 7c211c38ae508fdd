import type { Reading } from './revealed'

/** Not read as part of the slide: decoration, what speaks for itself, and code that is on its way out of a morph. */
const SILENT = '[aria-hidden="true"], [aria-live], [role="status"], [role="alert"], button, style, script, .shiki-magic-move-leave-from, .shiki-magic-move-leave-active, .shiki-magic-move-leave-to'

/**
 * What a screen reader finds in an element as it is now: its visible text in lines, a table's rows with commas between their
 * cells, pictures by their alternatives.
 */
export function readingOf(root: Element): Reading {
  const lines: string[] = []
  let line = ''
  const end = () => {
    const text = line.replace(/\s+/g, ' ').trim()
    if (text) lines.push(text)
    line = ''
  }

  function read(node: Node): void {
    if (node.nodeType === Node.TEXT_NODE) {
      const inCode = node.parentElement?.closest('pre')
      const [first = '', ...rest] = inCode ? (node.textContent ?? '').split('\n') : [node.textContent ?? '']
      line += first
      for (const next of rest) {
        end()
        line = next
      }
      return
    }
    if (!(node instanceof Element) || node.matches(SILENT) || !node.checkVisibility({ visibilityProperty: true })) return
    if (node.matches('img, [role="img"]')) {
      line += ` ${node.getAttribute('alt') ?? node.getAttribute('aria-label') ?? ''} `
      return
    }
    if (node.localName === 'tr') {
      end()
      line = [...node.children].map(cell => cell.textContent?.trim()).join(', ')
      end()
      return
    }
    const breaks = node.localName === 'br' || !/^(?:inline|contents)/.test(getComputedStyle(node).display)
    if (breaks) end()
    node.childNodes.forEach(read)
    if (breaks) end()
  }
  read(root)
  end()

  const faded = root.querySelector('.slidev-code-dishonored')
  const highlighted = faded
    ? [...root.querySelectorAll('.line.slidev-code-highlighted')].map(element => element.textContent?.trim() ?? '').filter(Boolean)
    : []
  return { lines, highlighted }
}
