/**
 * `npm run export`, `export:clicks`, `export:notes`: the talk as a PDF, through `slidev export` and `slidev export-notes`.
 * Slidev's own options are passed on, for example `npm run export -- --dark --range 1-5`.
 */
import { copyFile, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import process from 'node:process'
import { pathToFileURL } from 'node:url'
import { parseArgs } from 'node:util'
import { ensureChromium } from './chromium'
import { withoutOption } from './options'
import { finishPdf } from '../pdf/finish-pdf'
import { exitWith, formatBytes } from './report'
import { readDeck, ROOT, runSlidev } from './slidev'

/** In ms. Slidev's half a minute is short for a first start on a busy machine, and this only ends a hang. */
const TIMEOUT = 180_000

/**
 * Exports the deck. The PDF appears under its name only when it is complete; a failed export leaves the former one.
 *
 * @param command Slidev's command
 * @param args further options of the command; `--output` is taken from the project's folder
 * @param options `quiet`: say nothing unless it fails
 */
export async function exportPdf(command: 'export' | 'export-notes', args: string[], { quiet = false } = {}): Promise<void> {
  const { values, positionals, tokens } = parseArgs({
    args,
    options: { 'output': { type: 'string' }, 'timeout': { type: 'string' }, 'format': { type: 'string' }, 'with-clicks': { type: 'boolean', short: 'c' } },
    strict: false,
    allowPositionals: true,
    tokens: true,
  })
  const chromium = ensureChromium()

  if (values.format && values.format !== 'pdf') return runSlidev([command, ...args], { chromium })

  const deck = await readDeck(positionals.find(positional => positional.endsWith('.md')))
  const suffix = command === 'export-notes' ? '-notes' : values['with-clicks'] ? '-clicks' : ''
  const output = path.resolve(ROOT, typeof values.output === 'string' ? values.output : `${deck.exportFilename ?? 'slides-export'}${suffix}.pdf`)

  const passedOn = withoutOption(args, tokens, 'output')
  const folder = await mkdtemp(path.join(tmpdir(), 'slidev-export-'))
  try {
    const printed = path.join(folder, 'printed.pdf')
    if (!quiet) console.log(`Exporting with ${chromium} ...`)
    const toc = command === 'export' ? ['--with-toc'] : []
    const timeout = values.timeout ? [] : ['--timeout', String(TIMEOUT)]
    await runSlidev([command, ...toc, ...timeout, ...passedOn, '--output', printed], { chromium, quiet: true })
    const { pages, bytes } = await finishPdf(printed, deck)
    await copyFile(printed, output)
    if (!quiet) console.log(`${path.relative(process.cwd(), output)}: ${pages} pages, ${formatBytes(bytes)}, tagged`)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const [command, ...args] = process.argv.slice(2)
  if (command === 'export' || command === 'export-notes') await exportPdf(command, args).catch(exitWith)
  else exitWith(new Error(`Usage: export.ts export|export-notes [Slidev's options]; given: ${command}`))
}
