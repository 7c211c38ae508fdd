const MARK = '.slidev-note-click-mark'

/**
 * A slide's note up to a click, as HTML: what the speaker has said by then, and nothing of what comes.
 * The marks of the clicks are the speaker's and left out.
 */
export function noteSoFar(html: string | undefined, clicks: number): string {
  const template = document.createElement('template')
  template.innerHTML = html ?? ''
  const { content } = template
  const next = [...content.querySelectorAll<HTMLElement>(MARK)].find(mark => Number(mark.dataset.clicks) > clicks)
  if (next && content.lastChild) {
    const rest = document.createRange()
    rest.setStartBefore(next)
    rest.setEndAfter(content.lastChild)
    rest.deleteContents()
  }
  content.querySelectorAll(MARK).forEach(mark => mark.remove())
  content.querySelectorAll('p').forEach((paragraph) => {
    if (!paragraph.textContent?.trim()) paragraph.remove()
  })
  return template.innerHTML.trim()
}
