/**
 * `npm run present`: the deck on the day of the talk. Builds it if a source is newer than what is built, and serves the
 * built files, the vote and the speaker's windows on all of this machine's addresses; no network beyond this machine is
 * needed. `--port` (8080) is the first port to try, `--address` the address for phones where there are several, `--name` a
 * name that this machine is called by, `--out` (dist) the built deck, `--no-build` serves what is there, `--without-notes`
 * builds without the notes, as does a build after one without them.
 */
import type { Serving } from './serve'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import process from 'node:process'
import { parseArgs } from 'node:util'
import { renderUnicodeCompact } from 'uqr'
import { PATHS } from '../protocol'
import { reachable } from './addresses'
import { builtAt, builtWithoutNotes, sourcesChangedAt } from './freshness'
import { pollTheme, readStyles } from './theme'
import { serveStage } from './serve'
import { buildVotePage } from './vote-page'

/** How often the network is looked for, ms: a laptop is carried into the room, and finds it there. */
const LOOK_EVERY = 3000

const root = process.cwd()

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      'port': { type: 'string', default: '8080' },
      'address': { type: 'string' },
      'name': { type: 'string', multiple: true },
      'out': { type: 'string', default: 'dist' },
      'no-build': { type: 'boolean' },
      'without-notes': { type: 'boolean' },
      'help': { type: 'boolean', short: 'h' },
    },
  })
  if (values.help) {
    console.log('npm run present -- [--port 8080] [--address 192.168.1.20] [--name my-laptop.local] [--out dist] [--no-build] [--without-notes]')
    return
  }
  const port = Number(values.port)
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new Error(`--port ${values.port} is not a port: it must be a number up to 65535`)
  const own = reachable()
  if (values.address && !own.some(({ address }) => address === values.address)) {
    throw new Error(`--address ${values.address} is none of this machine's: ${own.map(({ address, network }) => `${address} (${network})`).join(', ') || 'it has no network'}`)
  }
  const out = path.resolve(root, values.out)
  if (!values['no-build']) await buildIfOlder(out, values['without-notes'])

  const page = buildVotePage(pollTheme(readStyles(root)))
  const serving = await serveStage({
    folder: out,
    port,
    address: values.address,
    names: values.name?.map(name => name.toLowerCase()),
    votePage: () => page,
  })
  if (port && serving.port !== port) console.log(`Port ${port} is in use, so this is port ${serving.port}.`)
  console.log(builtWithoutNotes(out)
    ? 'The notes are left out: nobody can read them here, and the presenter has none.'
    : 'The notes are in the built files, where everybody on the network can read them; --without-notes leaves them out.')
  print(serving)
  let origin = serving.origin()
  setInterval(() => {
    if (serving.origin() === origin) return
    origin = serving.origin()
    console.log('\nThe network has changed.')
    print(serving)
    serving.stage.moved()
  }, LOOK_EVERY).unref()
  answerKeys(serving)
  await ended()
  await serving.close()
  console.log('\nThe stage is closed; votes are gone with it.')
}

async function buildIfOlder(out: string, withoutNotes = false): Promise<void> {
  const built = builtAt(out)
  const without = builtWithoutNotes(out)
  if (built !== undefined && built >= sourcesChangedAt(root, out) && (without || !withoutNotes)) return
  console.log(built === undefined ? 'Building the deck.' : withoutNotes && !without ? 'Building the deck without its notes.' : 'A source is newer than the built deck: building it again.')
  // by npm itself, since only npm can be run the same way on all systems
  const npm = process.env.npm_execpath
  const args = ['run', 'build', '--', '--out', path.relative(root, out), ...withoutNotes || without ? ['--without-notes'] : []]
  const build = npm ? spawn(process.execPath, [npm, ...args], { stdio: 'inherit' }) : spawn('npm', args, { stdio: 'inherit', shell: true })
  const [code] = await once(build, 'exit') as [number | null]
  if (code !== 0) throw new Error(`The build failed.${built === undefined ? '' : ` npm run present -- --no-build serves the one of ${new Date(built).toLocaleString()}.`}`)
}

function print({ base, port, origin, stage }: Serving): void {
  const here = `http://localhost${port === 80 ? '' : `:${port}`}${base}`
  const there = origin()
  console.log(`
  On this machine
    presenter   ${here}presenter
    audience    ${here}`)
  if (!there) {
    console.log(`
  There is no network, so the room can't vote by phone; everything else works, and keys mark what hands say.
  Once this machine is in a network, the address for the room is shown here and on the slide.

  Ctrl+C ends it.`)
    return
  }
  const room = there + base + PATHS.page
  console.log(`
  Yours alone: a phone as remote, or the room's own computer
    ${there}${base}${PATHS.enter}?token=${stage.token}
    (type p and Enter for its QR code)

  The room votes at
    ${room}

${drawCode(room)}
`)
  const others = reachable().filter(({ address }) => !there.includes(address))
  if (others.length) console.log(`  Other networks of this machine, for --address: ${others.map(({ address, network }) => `${address} (${network})`).join(', ')}\n`)
  console.log('  Ctrl+C ends it.')
}

/** "p" and Enter shows the code that makes a phone the speaker's: not before, since a terminal may be on the big screen. */
function answerKeys({ base, origin, stage }: Serving): void {
  if (!process.stdin.isTTY) return
  process.stdin.on('data', (typed) => {
    const there = origin()
    if (String(typed).trim().toLowerCase() === 'p' && there) console.log(`\n${drawCode(`${there}${base}${PATHS.enter}?token=${stage.token}`)}\n`)
  })
}

/** A QR code in letters; a terminal gets it white on black whatever its own colours are. */
function drawCode(text: string): string {
  const [start, end] = process.stdout.isTTY ? ['\x1B[97;40m', '\x1B[0m'] : ['', '']
  return renderUnicodeCompact(text, { ecc: 'M', border: 2 }).split('\n').map(line => `    ${start}${line}${end}`).join('\n')
}

/** Settles at Ctrl+C, or when the system ends it. */
function ended(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => resolve())
  })
}

await main().then(() => process.exit(), (error: Error) => {
  console.error(error.message)
  process.exit(1)
})
