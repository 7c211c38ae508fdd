/** `npm run build`: the deck as a single-page app, with its PDF to download; `--help` says how it is used. */
import { rmSync } from 'node:fs'
import { mkdir, mkdtemp, readdir, rename, rm, stat, writeFile } from 'node:fs/promises'
import path from 'node:path'
import process from 'node:process'
import { pathToFileURL } from 'node:url'
import { printDeck } from '../pdf/print-deck'
import { findChromium, launchChromium, REACHES_OTHERS } from './chromium'
import { readBase, readOptions } from './options'
import { exitWith, formatBytes } from './report'
import { CommandError, readDeck, ROOT, runSlidev } from './slidev'
import { presentStamp, writeStamp } from './stamp'

const USAGE = `npm run build -- [slides.md] [options]

  -o, --out dist        folder to write, from the project's; appears only when all of it is there
      --base /          path that the deck will have at its host, such as /talks/rust/
      --no-download     without the PDF
      --without-notes   without the speaker notes
  -t, --theme NAME      another theme
      --router-mode M   history (default), hash or memory; see Slidev's documentation
      --inspect         Slidev's inspector of Vite's plugins`

const OPTIONS = {
  'out': { type: 'string', short: 'o', default: 'dist' },
  'base': { type: 'string' },
  'download': { type: 'boolean', short: 'd', default: true },
  'without-notes': { type: 'boolean', default: false },
  'theme': { type: 'string', short: 't' },
  'router-mode': { type: 'string' },
  'inspect': { type: 'boolean', default: false },
} as const

/**
 * Builds the deck. The folder appears, or replaces the former one, only when the build is complete.
 *
 * Without a Chromium the build goes on without the PDF and says so; it installs none, since hosts that build the deck
 * seldom let it.
 *
 * @param args as after `npm run build --`
 * @param options `quiet`: say nothing unless it fails
 * @throws {CommandError} if something is wrong with the options or the deck; the former folder is as it was
 */
export async function buildDeck(args: string[] = [], { quiet = false } = {}): Promise<void> {
  const started = Date.now()
  const { values, positionals: [entry = 'slides.md'] } = readOptions(args, OPTIONS, USAGE)
  const base = readBase(values.base)
  const out = path.resolve(ROOT, values.out)
  if (!path.relative(out, ROOT).startsWith('..')) throw new CommandError(`--out is "${values.out}", which is the project itself or holds it: name a folder of its own`)
  const deck = await readDeck(entry)
  const chromium = values.download ? findChromium() : undefined
  if (!quiet && values.download && !chromium) console.warn('No Chromium found: building without the PDF (npm run chromium installs one)')
  if (!quiet) console.log(`Building ${deck.slides.length} slides for ${base} ...`)
  const stamp = await presentStamp({ entry, base, notes: !values['without-notes'] })

  await replaceFolder(out, async (built) => {
    const pdf = `${deck.exportFilename ?? 'slidev-exported'}.pdf`
    await runSlidev([
      'build', entry, '--out', built, '--base', base,
      ...values['without-notes'] ? ['--without-notes'] : [],
      ...values.theme ? ['--theme', values.theme] : [],
      ...values['router-mode'] ? ['--router-mode', values['router-mode']] : [],
      ...values.inspect ? ['--inspect'] : [],
    ], { env: { HOSTED_BUILD: 'site', ...chromium && { HOSTED_PDF: pdf, CHROMIUM_PATH: chromium } }, quiet })
    let printed = ''
    if (chromium) {
      const browser = await launchChromium({ executablePath: chromium, args: REACHES_OTHERS })
      try {
        const { bytes, pages, missing } = await printDeck(browser, { folder: built, base }, deck, { what: 'slides' })
        await writeFile(path.join(built, pdf), bytes)
        for (const what of missing) console.warn(`The PDF is without ${what}`)
        printed = `, PDF of ${pages} pages, ${formatBytes(bytes.length)}`
      } finally {
        await browser.close()
      }
    }
    await writeStamp(built, stamp)
    if (!quiet) console.log(`Written to ${path.relative(process.cwd(), out) || '.'}/: ${await describeFolder(built)}${printed} (${((Date.now() - started) / 1000).toFixed(1)} s)`)
  })
}

/**
 * Makes a folder beside the target, and puts it in the target's place when it is complete.
 *
 * @param out the target
 * @param make fills the folder
 * @throws whatever `make` throws, or the file system: the target is as it was
 */
export async function replaceFolder(out: string, make: (folder: string) => Promise<void>): Promise<void> {
  await mkdir(path.dirname(out), { recursive: true })
  const unfinished = await mkdtemp(path.join(path.dirname(out), `.${path.basename(out)}-`))
  const former = `${unfinished}-former`
  const removeUnfinished = () => rmSync(unfinished, { recursive: true, force: true })
  process.once('exit', removeUnfinished)
  try {
    const built = path.join(unfinished, path.basename(out))
    await make(built)
    const isThere = await rename(out, former).then(() => true, (error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOENT') throw error
      return false
    })
    try {
      await rename(built, out)
    } catch (error) {
      if (isThere) await rename(former, out)
      throw error
    }
    if (isThere) await rm(former, { recursive: true, force: true })
  } finally {
    await rm(unfinished, { recursive: true, force: true })
    process.off('exit', removeUnfinished)
  }
}

async function describeFolder(folder: string): Promise<string> {
  const files = (await readdir(folder, { recursive: true, withFileTypes: true })).filter(file => file.isFile())
  const sizes = await Promise.all(files.map(async file => (await stat(path.join(file.parentPath, file.name))).size))
  return `${files.length} files, ${formatBytes(sizes.reduce((sum, size) => sum + size, 0))}`
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  // so that Ctrl+C leaves nothing half-built behind either
  process.once('SIGINT', () => process.exit(130))
  process.once('SIGTERM', () => process.exit(143))
  await buildDeck(process.argv.slice(2)).catch(exitWith)
}
