import type { ResolvedSlidevOptions } from '@slidev/types'
import type { DeckUse } from './replace-modules'
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'

/** Folders and files of the project whose templates can use a directive. */
const TEMPLATES = /^(?:(?:components|layouts)\/.+|[^/]+)\.(?:vue|ts|md)$/

/** Reads from the slides, the project's templates and the headmatter what the deck uses. */
export function deckUse({ data, userRoot }: Pick<ResolvedSlidevOptions, 'data' | 'userRoot'>): DeckUse {
  const templates = ['components', 'layouts', '.']
    .flatMap(folder => filesIn(path.join(userRoot, folder), folder !== '.'))
    .filter(file => TEMPLATES.test(path.relative(userRoot, file).replaceAll(path.sep, '/')))
    .map(file => readFileSync(file, 'utf8'))
  const { drawings, twoslash, transition, contextMenu } = data.config
  return {
    source: [...data.slides.map(slide => `${slide.content}\n${JSON.stringify(slide.frontmatter)}`), ...templates].join('\n'),
    drawings: drawings.enabled !== false,
    twoslash: twoslash !== false,
    transitions: [transition, ...data.slides.map(slide => slide.frontmatter.transition)].some(named => named && named !== 'none'),
    contextMenu: contextMenu !== false,
  }
}

function filesIn(folder: string, recursive: boolean): string[] {
  try {
    return readdirSync(folder, { recursive, withFileTypes: true })
      .filter(entry => entry.isFile())
      .map(entry => path.join(entry.parentPath, entry.name))
  } catch {
    return []
  }
}
