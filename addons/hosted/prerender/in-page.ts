import type { FontInUse } from './critical-css'

declare global {
  /** In the built deck's pages: a class for a style attribute, named after what it says, so that equal ones share it. */
  function styleClass(style: string): string
  /** In the built deck's pages: takes all comments out of a tree. */
  function dropComments(root: Node): void
  /** In the built deck's pages: puts what is drawn in shadow roots (Slidev's Mermaid), which no copy has, into a copy as pictures. */
  function copyDrawings(root: Element, copy: Element): void
  /** In the built deck's pages: the font faces that the text of what is seen of an element needs. */
  function fontsOf(root: Element): Promise<FontInUse[]>
}

/** Runs in each page before its own scripts: what the functions that look at a slide there have in common. */
export function defineInPage(): void {
  globalThis.styleClass = (style) => {
    let hash = 5381
    for (const character of style) hash = (hash * 33 ^ character.charCodeAt(0)) >>> 0
    return `s${hash.toString(36)}`
  }
  globalThis.dropComments = (root) => {
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_COMMENT)
    const comments: Node[] = []
    while (walker.nextNode()) comments.push(walker.currentNode)
    for (const comment of comments) comment.parentNode?.removeChild(comment)
  }
  globalThis.copyDrawings = (root, copy) => {
    const copies = copy.querySelectorAll('*')
    root.querySelectorAll('*').forEach((element, index) => {
      const drawing = element.shadowRoot?.querySelector('svg')
      if (!drawing) return
      const words = [...drawing.querySelectorAll('p, text')].map(({ textContent }) => textContent.trim()).filter(Boolean)
      const picture = Object.assign(new Image(drawing.clientWidth, drawing.clientHeight), {
        src: `data:image/svg+xml,${encodeURIComponent(new XMLSerializer().serializeToString(drawing))}`,
        alt: [...new Set(words)].join(', '),
      })
      copies[index]?.append(picture)
    })
  }
  globalThis.fontsOf = async (root) => {
    const seen = [...root.querySelectorAll('*')].filter(element => element.checkVisibility())
    const faces = await Promise.all(seen.flatMap(element => ['', '::before', '::after'].flatMap((pseudo) => {
      const { content, fontStyle, fontWeight, fontSize, fontFamily } = getComputedStyle(element, pseudo)
      const text = pseudo ? content.replace(/^none$/, '') : [...element.childNodes].map(node => node instanceof Text ? node.data.trim() : '').join('')
      return text ? [document.fonts.load(`${fontStyle} ${fontWeight} ${fontSize} ${fontFamily}`, text)] : []
    })))
    return [...new Set(faces.flat())].map(({ family, unicodeRange }) => ({ family: family.replace(/^["']|["']$/g, ''), unicodeRange }))
  }
}
