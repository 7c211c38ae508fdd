/**
 * `npm run preview`: serves `dist/` as a host would, at the base that it was built for. `--out` names another folder,
 * `--port` another port than 4173.
 */
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import process from 'node:process'
import { parseArgs } from 'node:util'
import { preview } from 'vite'
import { ROOT } from './slidev'

const { values } = parseArgs({ options: { out: { type: 'string', short: 'o', default: 'dist' }, port: { type: 'string', short: 'p' } } })
const outDir = path.resolve(ROOT, values.out)

// Slidev's build writes the base there: "/talks/rust/*    /talks/rust/index.html   200"
const redirects = await readFile(path.join(outDir, '_redirects'), 'utf8').catch(() => undefined)
if (redirects === undefined) {
  console.error(`There is no built deck in ${values.out}: run "npm run build" first`)
  process.exitCode = 1
} else {
  const base = redirects.slice(0, redirects.indexOf('*'))
  const server = await preview({ configFile: false, root: ROOT, base, build: { outDir }, preview: { port: values.port ? Number(values.port) : undefined } })
  server.printUrls()
}
