/**
 * `npm run build`: the deck as a single-page app with its PDF to download, through `slidev build`. Slidev's own options
 * are passed on, for example `npm run build -- --base /talks/rust/ --out site`.
 */
import { rmSync } from 'node:fs'
import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises'
import path from 'node:path'
import process from 'node:process'
import { pathToFileURL } from 'node:url'
import { parseArgs } from 'node:util'
import { findChromium } from './chromium'
import { withoutOption } from './options'
import { finishPdf } from '../pdf/finish-pdf'
import { exitWith } from './report'
import { readDeck, ROOT, runSlidev } from './slidev'

/**
 * Builds the deck. The folder appears, or takes the former one's place, only when the build is complete.
 *
 * Without a Chromium the build goes on without the PDF and says so; it installs none, since hosts that build the deck
 * seldom let it.
 *
 * @param args options of `slidev build`; `--out` (default `dist`) is taken from the project's folder, `--no-download`
 * leaves the PDF out
 * @param options `quiet`: say nothing unless it fails
 * @throws {SlidevError} if Slidev fails; the former folder is as it was
 */
export async function buildDeck(args: string[] = [], { quiet = false } = {}): Promise<void> {
  const { values, positionals, tokens } = parseArgs({
    args,
    options: { 'out': { type: 'string', short: 'o' }, 'no-download': { type: 'boolean' } },
    strict: false,
    allowPositionals: true,
    tokens: true,
  })
  const out = path.resolve(ROOT, typeof values.out === 'string' ? values.out : 'dist')
  const deck = await readDeck(positionals.find(positional => positional.endsWith('.md')))
  const chromium = values['no-download'] ? undefined : findChromium()
  if (!chromium && !values['no-download'] && !quiet) {
    console.warn('No Chromium found: building without the PDF (npm run chromium installs one)')
  }

  // next to the target, so that it can be renamed
  await mkdir(path.dirname(out), { recursive: true })
  const unfinished = await mkdtemp(path.join(path.dirname(out), `.${path.basename(out)}-`))
  const removeUnfinished = () => rmSync(unfinished, { recursive: true, force: true })
  process.once('exit', removeUnfinished)
  try {
    const built = path.join(unfinished, 'new')
    const pdf = chromium ? ['--download', '--with-toc', '--timeout', '180000'] : []
    await runSlidev(['build', ...withoutOption(args, tokens, 'out', 'no-download'), '--out', built, ...pdf], { chromium, quiet })
    if (chromium) await finishPdf(path.join(built, `${deck.exportFilename ?? 'slidev-exported'}.pdf`), deck)
    await rename(out, path.join(unfinished, 'former')).catch(ignoreMissing)
    await rename(built, out)
  } finally {
    await rm(unfinished, { recursive: true, force: true })
    process.off('exit', removeUnfinished)
  }
}

function ignoreMissing(error: NodeJS.ErrnoException): void {
  if (error.code !== 'ENOENT') throw error
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  // so that Ctrl+C leaves nothing half-built behind either
  process.once('SIGINT', () => process.exit(130))
  process.once('SIGTERM', () => process.exit(143))
  await buildDeck(process.argv.slice(2)).catch(exitWith)
}
