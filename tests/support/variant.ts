import type { Site } from './setup'
import { existsSync } from 'node:fs'
import { readFile, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { buildDeck } from '../../addons/hosted/commands/build'
import { compressFolder } from '../../addons/hosted/tests/serve'
import { ROOT } from '../../addons/hosted/commands/slidev'

/**
 * Builds the deck once more, changed or with other options, beside the one that all tests share, and like that one only
 * when something has changed since.
 *
 * @param site gives the base
 * @param name of the folder, and of the changed entry beside slides.md while it is being built
 * @param options `edit`: what becomes of slides.md; `args`: further arguments of the build
 */
export async function buildVariant(site: Site, name: string, { edit = text => text, args = [] }: { edit?: (markdown: string) => string, args?: string[] }): Promise<Site> {
  const folder = `${site.folder}-${name}`
  const complete = `${folder}.complete`
  if (!existsSync(complete)) {
    const entry = `.${name}-${path.basename(site.folder)}.md`
    await writeFile(path.join(ROOT, entry), edit(await readFile(path.join(ROOT, 'slides.md'), 'utf8')))
    try {
      await buildDeck([entry, '--base', site.base, '--out', folder, '--no-download', ...args], { quiet: true })
      await compressFolder(folder)
      await writeFile(complete, '')
    } finally {
      await rm(path.join(ROOT, entry), { force: true })
    }
  }
  return { ...site, folder }
}
