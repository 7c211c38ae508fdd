import type { ResolvedSlidevOptions, SlideInfo } from '@slidev/types'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { fillFigures } from '../../figures/tokens'
import { rules } from './rules'
import { onSlide } from './slide-error'
import { tagsIn } from './tags'

const MARKDOWN_LINK = /\]\(\/?(\d+)(?:\?[^)]*)?\)/g

/**
 * Holds a slide against every rule. Runs when Slidev compiles the slide, so a broken one is an error on the page
 * in dev and a failed build.
 *
 * @throws AuthoringError that names the slide, what it has, and what would be right.
 */
export function checkSlide(slide: SlideInfo, { data, userRoot }: Pick<ResolvedSlidevOptions, 'data' | 'userRoot'>): void {
  onSlide(slide, () => {
    const content = fillFigures(slide.content)
    const tags = tagsIn(content)
    const facts = {
      tags,
      note: fillFigures(slide.note ?? ''),
      time: slide.frontmatter.time,
      clicks: Number(slide.frontmatter.clicks ?? 0),
      links: [
        ...Array.from(content.matchAll(MARKDOWN_LINK), match => Number(match[1])),
        ...tags.filter(tag => tag.name === 'Link').map(tag => Number(tag.attributes.to)),
      ],
      total: data.slides.length,
      hasFile: (path: string) => existsSync(join(userRoot, 'public', path)),
    }
    for (const rule of rules) rule(facts)
  })
}
