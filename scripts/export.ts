/**
 * `npm run export`, `export:clicks`, `export:notes`: the talk as a PDF, through `slidev export` and `slidev export-notes`.
 * Slidev's own options are passed on, for example `npm run export -- --dark --range 1-5`.
 */
import { copyFile, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import process from 'node:process'
import { parseArgs } from 'node:util'
import { ensureChromium } from './chromium'
import { withoutOption } from './options'
import { finishPdf } from './pdf'
import { exitWith, formatBytes } from './report'
import { readDeck, ROOT, runSlidev } from './slidev'

/**
 * Exports the deck. The PDF appears under its name only when it is complete; a failed export leaves the former one.
 *
 * @param command Slidev's command
 * @param args further arguments of the command
 */
async function exportPdf(command: 'export' | 'export-notes', args: string[]): Promise<void> {
  const { values, positionals, tokens } = parseArgs({
    args,
    options: { 'output': { type: 'string' }, 'format': { type: 'string' }, 'with-clicks': { type: 'boolean', short: 'c' } },
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
    console.log(`Exporting with ${chromium} ...`)
    await runSlidev([command, ...command === 'export' ? ['--with-toc'] : [], ...passedOn, '--output', printed], { chromium, quiet: true })
    const { pages, bytes } = await finishPdf(printed, deck)
    await copyFile(printed, output)
    console.log(`${path.relative(process.cwd(), output)}: ${pages} pages, ${formatBytes(bytes)}, tagged`)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

const [command, ...args] = process.argv.slice(2)
if (command !== 'export' && command !== 'export-notes') {
  exitWith(new Error(`Usage: export.ts export|export-notes [Slidev's options]; given: ${command}`))
} else {
  await exportPdf(command, args).catch(exitWith)
}
