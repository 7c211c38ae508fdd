/** `npm run preview`: serves what was built as a host would, at the base that it was built for; `--help` says how. */
import path from 'node:path'
import process from 'node:process'
import { preview } from 'vite'
import { readOptions } from './options'
import { exitWith } from './report'
import { CommandError, ROOT } from './slidev'
import { readStamp } from './stamp'

const USAGE = `npm run preview -- [options]

  -o, --out dist    folder that was built
  -p, --port 4173   port; the next free one if it is taken`

async function servePreview(args: string[]): Promise<void> {
  const { values } = readOptions(args, { out: { type: 'string', short: 'o', default: 'dist' }, port: { type: 'string', short: 'p' } }, USAGE)
  const outDir = path.resolve(ROOT, values.out)
  const stamp = await readStamp(outDir)
  if (!stamp) throw new CommandError(`There is no built deck in ${values.out}: run "npm run build" first`)
  const { base } = stamp
  const server = await preview({ configFile: false, root: ROOT, base, build: { outDir }, preview: { port: values.port ? Number(values.port) : undefined } })
  server.printUrls()
}

await servePreview(process.argv.slice(2)).catch(exitWith)
