/** `npm run export`, `export:clicks`, `export:notes`: the talk as a PDF, printed from the built deck; `--help` says how. */
import { existsSync } from 'node:fs'
import { mkdir, rename, writeFile } from 'node:fs/promises'
import path from 'node:path'
import process from 'node:process'
import { pathToFileURL } from 'node:url'
import { parseRangeString } from '@slidev/parser/core'
import { printDeck } from '../pdf/print-deck'
import { siteUrl } from '../site-url'
import { replaceFolder } from './build'
import { ensureChromium, launchChromium, REACHES_OTHERS } from './chromium'
import { readOptions } from './options'
import { exitWith, formatBytes } from './report'
import { CommandError, readDeck, ROOT, runSlidev } from './slidev'
import { presentStamp, readStamp, writeStamp } from './stamp'

const USAGE = `npm run export -- [slides.md] [options]         all slides, each complete
npm run export:clicks -- [slides.md] [options]  a page for every click
npm run export:notes -- [slides.md] [options]   a hand-out: slides beside their notes

      --output FILE.pdf  from the project's folder
      --range 2-4,7      these slides only
      --dark             in the dark colours
      --timeout 180000   longest wait, ms, until all slides are at rest
      --format FORMAT    png, pptx, pptx-editable or md: Slidev's own export into exported/,
                         with all of its options (npx slidev export --help)`

const OPTIONS = {
  'output': { type: 'string' },
  'range': { type: 'string' },
  'dark': { type: 'boolean' },
  'timeout': { type: 'string' },
  'format': { type: 'string' },
  'with-clicks': { type: 'boolean', short: 'c' },
  'handout': { type: 'boolean', default: false },
} as const

/** A build made only to be printed: see `HOSTED_BUILD` in addons/hosted/setup/vite-plugins.ts. */
const PRINT_BUILD = path.join(ROOT, 'node_modules/.cache/hosted/print')

/** Where Slidev's own formats go. */
const EXPORTED = 'exported'

/**
 * Prints the deck. The PDF appears under its name only when it is complete; a failed export leaves the former one.
 *
 * @param args as after `npm run export --`, and `--handout`
 * @param options `quiet`: say nothing unless it fails; `built`: folders that may hold an up-to-date build
 * @throws {CommandError} if something is wrong with the options or the deck
 */
export async function exportDeck(args: string[], { quiet = false, built = [path.join(ROOT, 'dist')] } = {}): Promise<void> {
  const started = Date.now()
  const other = otherFormat(args)
  if (other) return exportByOtherFormat(other, args)

  const { values, positionals: [entry = 'slides.md'] } = readOptions(args, OPTIONS, USAGE)
  const deck = await readDeck(entry)
  const what = values.handout ? 'handout' : values['with-clicks'] ?? deck.export.withClicks ? 'clicks' : 'slides'
  const slides = readRange(values.range ?? deck.export.range, deck.slides.length)
  const suffix = what === 'handout' ? '-notes' : what === 'clicks' ? '-clicks' : ''
  const output = path.resolve(ROOT, values.output ?? `${deck.exportFilename ?? 'slides-export'}${suffix}.pdf`)
  if (!existsSync(path.dirname(output))) throw new CommandError(`There is no folder ${path.dirname(output)} to write ${path.basename(output)} into`)
  const timeout = values.timeout === undefined ? undefined : Number(values.timeout)
  if (timeout !== undefined && !(timeout > 0)) throw new CommandError(`--timeout is "${values.timeout}", but has to be a number of milliseconds`)

  const chromium = ensureChromium()
  const from = await findBuild(entry, [...built, PRINT_BUILD]) ?? await makePrintBuild(entry, quiet)
  const browser = await launchChromium({ executablePath: chromium, args: REACHES_OTHERS })
  try {
    const { bytes, pages, missing } = await printDeck(browser, from, deck, { what, slides, dark: values.dark ?? deck.export.dark, timeout })
    for (const what of missing) console.warn(`The PDF is without ${what}`)
    // under its name only once all of it is written
    await writeFile(`${output}.part`, bytes)
    await rename(`${output}.part`, output)
    if (!quiet) console.log(`Written to ${path.relative(process.cwd(), output)}: ${pages} pages, ${formatBytes(bytes.length)} (${((Date.now() - started) / 1000).toFixed(1)} s)`)
  } finally {
    await browser.close()
  }
}

function readRange(range: string | undefined, total: number): number[] | undefined {
  if (!range) return undefined
  const numbers = /^[\d,\s-]+$/.test(range) ? parseRangeString(total, range).filter(number => number >= 1 && number <= total) : []
  if (!numbers.length) throw new CommandError(`--range is "${range}", but has to name slides from 1 to ${total}, such as 2-4,7`)
  return numbers
}

/** The first folder with a build of the deck as it is now, notes included. */
async function findBuild(entry: string, folders: readonly string[]): Promise<{ folder: string, base: string } | undefined> {
  const { inputs } = await presentStamp({ entry, base: '/', notes: true })
  for (const folder of folders) {
    const stamp = await readStamp(folder)
    if (stamp?.notes && stamp.entry === entry && stamp.inputs === inputs && stamp.site === siteUrl(ROOT, stamp.base)) return { folder, base: stamp.base }
  }
}

async function makePrintBuild(entry: string, quiet: boolean): Promise<{ folder: string, base: string }> {
  if (!quiet) console.log('No up-to-date build: making one to print ...')
  const stamp = await presentStamp({ entry, base: '/', notes: true })
  await replaceFolder(PRINT_BUILD, async (folder) => {
    await runSlidev(['build', entry, '--out', folder, '--base', stamp.base], { env: { HOSTED_BUILD: 'print' }, quiet: true })
    await writeStamp(folder, stamp)
  })
  return { folder: PRINT_BUILD, base: stamp.base }
}

/** The `--format` of a command line, unless it is the PDF. */
function otherFormat(args: string[]): string | undefined {
  const index = args.findIndex(arg => arg === '--format' || arg.startsWith('--format='))
  const format = args[index]?.split('=')[1] ?? args[index + 1]
  return index >= 0 && format !== 'pdf' ? format : undefined
}

async function exportByOtherFormat(format: string, args: string[]): Promise<void> {
  if (!['png', 'pptx', 'pptx-editable', 'md'].includes(format)) throw new CommandError(`--format is "${format}", but has to be pdf, png, pptx, pptx-editable or md`)
  const deck = await readDeck(args.find(arg => arg.endsWith('.md')))
  const isNamed = args.some(arg => arg.startsWith('--output'))
  const output = path.join(EXPORTED, deck.exportFilename ?? 'slides-export')
  if (!isNamed) await mkdir(path.join(ROOT, EXPORTED), { recursive: true })
  await runSlidev(['export', '--executable-path', ensureChromium(), ...isNamed ? [] : ['--output', output], ...args], { verbose: true })
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) await exportDeck(process.argv.slice(2)).catch(exitWith)
