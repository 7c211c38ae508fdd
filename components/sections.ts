/** What of a slide tells its section. */
export interface SectionSlide {
  no: number
  layout?: string
  /** Front matter: begins a part of this name without an opener of its own. */
  part?: string
  title?: string
}

export interface Section {
  title: string
  /** Numbers of its slides, in order. */
  slides: number[]
}

/** The parts of the talk: a slide with the layout "section" begins one and names it, or says `part`; the slides before are the opening. */
export function sectionsOf(slides: readonly SectionSlide[]): Section[] {
  const sections: Section[] = [{ title: 'Opening', slides: [] }]
  for (const { no, layout, part, title } of slides) {
    if (part || layout === 'section') sections.push({ title: part ?? title ?? '', slides: [] })
    sections.at(-1)?.slides.push(no)
  }
  return sections.filter(section => section.slides.length)
}
