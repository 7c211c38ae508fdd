/** A part of the talk: its name, and the numbers of its slides. */
export interface Section {
  title: string
  slides: number[]
}

/** The parts of the talk: a slide with the layout "section" begins one and names it, or its front matter's `part` does; the slides before are the opening. */
export function sectionsOf(slides: readonly { no: number, layout?: string, part?: string, title?: string }[]): Section[] {
  const sections: Section[] = [{ title: 'Opening', slides: [] }]
  for (const { no, layout, part, title } of slides) {
    if (part || layout === 'section') sections.push({ title: part ?? title ?? '', slides: [] })
    sections.at(-1)?.slides.push(no)
  }
  return sections.filter(section => section.slides.length)
}
