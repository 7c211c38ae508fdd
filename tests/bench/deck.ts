/** What is measured of this deck alone. */
import type { Measure } from './measure'
import { readdir, stat } from 'node:fs/promises'
import path from 'node:path'
import { buildDeck } from '../../addons/hosted/commands/build'
import { timed } from './measure'

/**
 * The measures, in the order in which they must run: what a later one looks at, an earlier one has built.
 *
 * @param folder an empty folder for what is built
 */
export function deckMeasures(folder: string): Measure[] {
  const dist = path.join(folder, 'dist')
  return [
    { name: 'build, PDF included', unit: 's', run: () => timed(() => buildDeck(['--out', dist], { quiet: true })) },
    { name: 'weight of dist/', unit: 'bytes', run: async () => sum(await sizes(dist)) },
    { name: 'weight of dist/ without the PDF', unit: 'bytes', run: async () => sum(await sizes(dist, name => !name.endsWith('.pdf'))) },
    { name: 'files in dist/', unit: 'count', run: async () => (await sizes(dist)).length },
  ]
}

/** Sizes of the files that a host would serve, in bytes. */
async function sizes(folder: string, isCounted: (name: string) => boolean = () => true): Promise<number[]> {
  const files = await readdir(folder, { recursive: true, withFileTypes: true })
  const counted = files.filter(file => file.isFile() && isCounted(file.name))
  return Promise.all(counted.map(async file => (await stat(path.join(file.parentPath, file.name))).size))
}

function sum(values: number[]): number {
  return values.reduce((total, value) => total + value, 0)
}
