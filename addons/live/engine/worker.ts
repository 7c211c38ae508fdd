import type { Build, Lanes, Program } from './program'
import type { Command, Report } from './protocol'
import { download, Progress } from './download'
import { failureOf } from './failure'
import { measure } from './measure'
import { installProgram } from './program'
import { checkWebAssembly, downloadPython, startPython } from './start-python'

/** Python runs here, and the clock that times it: the page's own work can't get between. */
const files = import.meta.glob<string>(['../program/*.py', '!../program/native.py'], { query: '?raw', import: 'default', eager: true })
const sources = Object.fromEntries(Object.entries(files).map(([path, text]) => [path.split('/').at(-1) ?? path, text]))

let ready: { prepare: (points: number) => Lanes, version: string } | undefined

const report = (message: Report) => self.postMessage(message)

async function start({ assets, addresses }: Extract<Command, { type: 'start' }>): Promise<void> {
  await checkWebAssembly()
  const progress = new Progress(assets.sent, (loaded, total) => report({ type: 'downloading', loaded, total }))
  progress.add(0)
  const module = (build: Build) => download(addresses.modules[build], assets.modules[build], progress)
  const [files, debug, release] = await Promise.all([
    downloadPython(assets, addresses.python, progress),
    module('debug'),
    module('release'),
  ])
  report({ type: 'starting' })
  const python = await startPython(files, assets, addresses.python)
  const program: Program = { sources, modules: { debug, release } }
  ready = { prepare: installProgram(python, program), version: python.runPython('import sys; sys.version.split()[0]') }
  report({ type: 'ready' })
}

async function run({ laps }: Extract<Command, { type: 'run' }>): Promise<void> {
  if (!ready) throw new Error('Python has not been started')
  const { prepare, version: python } = ready
  report({ type: 'measured', measurement: { python, ...await measure(prepare, laps, report) } })
}

self.onmessage = async ({ data }: MessageEvent<Command>) => {
  try {
    await (data.type === 'start' ? start(data) : run(data))
  } catch (error) {
    report({ type: 'failed', ...failureOf(error) })
  }
}
