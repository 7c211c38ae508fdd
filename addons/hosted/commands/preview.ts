/** `npm run preview`: serves what was built as a host would, at the base that it was built for; `--help` says how. */
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import process from 'node:process'
import { preview } from 'vite'
import { readOptions } from './options'
import { exitWith } from './report'
import { CommandError, ROOT } from './slidev'

const USAGE = `npm run preview -- [options]

  -o, --out dist    folder that was built
  -p, --port 4173   port; the next free one if it is taken`

async function servePreview(args: string[]): Promise<void> {
  const { values } = readOptions(args, { out: { type: 'string', short: 'o', default: 'dist' }, port: { type: 'string', short: 'p' } }, USAGE)
  const outDir = path.resolve(ROOT, values.out)
  // Slidev's build writes the base there: "/talks/rust/*    /talks/rust/index.html   200"
  const redirects = await readFile(path.join(outDir, '_redirects'), 'utf8').catch(() => {
    throw new CommandError(`There is no built deck in ${values.out}: run "npm run build" first`)
  })
  const base = redirects.slice(0, redirects.indexOf('*'))
  const server = await preview({ configFile: false, root: ROOT, base, build: { outDir }, preview: { port: values.port ? Number(values.port) : undefined } })
  server.printUrls()
}

await servePreview(process.argv.slice(2)).catch(exitWith)
