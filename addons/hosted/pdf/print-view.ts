import { slideHeight, slideWidth } from '@slidev/client'
import { printStyle } from '../slidev-internals/print-style'

/**
 * What the browser's own "Print" gives of a slide: all of it, in the light colours, on a page of its size, which browsers
 * fit into the paper. Slidev prints the part of the window that the paper covers. The rest is in ../styles/index.css.
 */
export function printWholeSlides(): void {
  const root = document.documentElement
  const style = document.createElement('style')
  let wasDark = false
  addEventListener('beforeprint', () => {
    // Slidev's page with all slides does so itself
    if (root.classList.contains('print') || !document.querySelector('#slideshow')) return
    const size = { width: slideWidth.value, height: slideHeight.value }
    style.textContent = printStyle(size)
    document.head.append(style)
    root.style.setProperty('--print-width', `${size.width}px`)
    root.style.setProperty('--print-height', `${size.height}px`)
    wasDark = root.classList.contains('dark')
    root.classList.remove('dark')
  })
  addEventListener('afterprint', () => {
    style.remove()
    if (wasDark) root.classList.add('dark')
    wasDark = false
  })
}
