/** A competitor's project: our text in its Markdown, our pictures, its packages from npm. */
import type { Deck as OurDeck } from '../../../addons/hosted/commands/slidev'
import type { Competitor, Deck } from '../decks'
import type { PlainDeck } from './dialects'
import { readFileSync } from 'node:fs'
import { access, cp, mkdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import process from 'node:process'
import { ROOT } from '../../../addons/hosted/commands/slidev'
import { runIn } from '../run'
import { plainSlide } from './plain-slide'

/** Our deck as every program can have it. */
export function plainDeck({ title, lang, slides }: OurDeck): PlainDeck {
  const readSnippet = (file: string) => readFileSync(path.join(ROOT, file), 'utf8')
  return { title, lang, slides: slides.map(slide => plainSlide(slide, readSnippet)) }
}

/**
 * Makes the project of a competitor in a folder and installs its packages, unless they are there from an earlier run.
 *
 * @throws {Error} if npm can't install them
 */
export async function makeProject(competitor: Competitor, plain: PlainDeck, folder: string, chromium: string): Promise<Deck> {
  await mkdir(folder, { recursive: true })
  await writeFile(path.join(folder, 'slides.md'), competitor.markdown(plain))
  await cp(path.join(ROOT, 'public/pictures'), path.join(folder, competitor.pictures), { recursive: true })

  const file = path.join(folder, 'package.json')
  const manifest = JSON.stringify({ name: path.basename(folder), private: true, type: 'module', ...competitor.manifest }, null, 2)
  const installed = await readFile(file, 'utf8').catch(() => '')
  const isWhole = await access(path.join(folder, 'node_modules/.package-lock.json')).then(() => true, () => false)
  if (installed !== manifest || !isWhole) {
    await writeFile(file, manifest)
    await install(folder)
  }
  return competitor.deck(folder, chromium)
}

/** Install scripts would download browsers; ours is at hand. */
async function install(folder: string): Promise<void> {
  const npm = process.env.npm_execpath
  if (!npm) throw new Error('npm is not known here: start this with "npm run bench"')
  await runIn(folder, { args: [npm, 'install', '--ignore-scripts', '--no-audit', '--no-fund', '--no-update-notifier'] })
}

/** Puts a project's pictures beside what was built of it. */
export async function copyPictures(folder: string, out: string): Promise<void> {
  await cp(path.join(folder, 'pictures'), path.join(out, 'pictures'), { recursive: true })
}
