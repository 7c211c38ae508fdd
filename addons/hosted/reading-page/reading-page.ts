import type { Page } from 'playwright-chromium'
import type { Sheet } from '../prerender/critical-css'
import type { Note } from '../prerender/slide-text'
import type { Chapter, Talk } from './article'
import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { criticalCss } from '../prerender/critical-css'
import { fontFiles, minify } from '../prerender/files'
import { matching, styleSheets } from '../prerender/static-slide'
import { articlePage, inSteps, robots, sitemap } from './article'
import { takeArticle } from './take-article'

/** A slide's part in the article, besides what is on it. */
interface Source {
  no: number
  title: string
  note: Note
  opener: boolean
}

/** A slide on its way into the article. */
interface OpenChapter {
  /** Takes a state of the slide, as the page shows it: of code that changes with the clicks each one is shown. */
  add: (page: Page) => Promise<void>
  /** Takes the content, as the page shows it at the last click. */
  end: (page: Page) => Promise<void>
}

/**
 * Collects the slides as the build passes by, and makes of them the page at `read/`: the talk as an article, from the
 * slides' own content and notes.
 */
export function readingPage() {
  const chapters: Chapter[] = []
  const styles = new Set<string>()
  const fontsSeen = new Set<string>()
  const sheets = new Map<string, Sheet>()

  return {
    begin({ no, title, note, opener }: Source): OpenChapter {
      const codes: string[][] = []
      const take = async (page: Page) => {
        const slide = await takeArticle(page, no)
        for (const rule of slide.styles) styles.add(rule)
        return slide
      }
      return {
        async add(page) {
          codes.push((await take(page)).moving)
        },
        async end(page) {
          const slide = await take(page)
          for (const face of slide.fonts) fontsSeen.add(JSON.stringify(face))
          for (const sheet of await styleSheets(page)) sheets.set(sheet.url, sheet)
          const content = slide.moving.reduce((content, code, index) => code ? content.replace(code, () => inSteps(codes.map(state => state[index] ?? ''))) : content, slide.content)
          chapters[no - 1] = { no, title: no === 1 ? 'Opening' : slide.heading || title, opener, content: content.trim(), note }
        },
      }
    },

    /** The page's files by their names: the page, its style sheet, and what search engines look for where the site's address is known. */
    async files(page: Page, talk: Omit<Talk, 'styleSheet' | 'fonts'>): Promise<[string, string][]> {
      // the slides come in any order, and a page that has not changed keeps its name
      const rules = `${[...styles].sort().join('')}${await ownStyles()}`
      const body = chapters.map(({ content }) => content).join('')
      const { css, darkWithoutScript } = await criticalCss([...sheets.values()], {
        matches: selectors => matching(page, body, selectors),
        fonts: [...fontsSeen].map(face => JSON.parse(face)),
        extra: rules,
      })
      const sheet = `${css}${darkWithoutScript}${rules}`
      const name = `assets/read-${createHash('sha256').update(sheet).digest('base64url').slice(0, 8)}.css`
      const fonts = fontFiles(css).filter(file => !/-ext-|mono/.test(file))
      return [
        ['read/index.html', articlePage({ ...talk, styleSheet: talk.base + name, fonts }, chapters)],
        [name, sheet],
        ...talk.site ? [['sitemap.xml', sitemap(talk.site, chapters.length)]] as [string, string][] : [],
        ...talk.site && talk.base === '/' ? [['robots.txt', robots(talk.site)]] as [string, string][] : [],
      ]
    },
  }
}

const ownStyles = async (): Promise<string> => minify(await readFile(new URL('read.css', import.meta.url), 'utf8'))
