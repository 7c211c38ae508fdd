/**
 * The article's ladder, measured on this machine: `npm run measure`. Needs cargo and a Python (3.11 or newer) that can make
 * a virtual environment; NumPy goes into one of its own. Prints a table and writes figures/measured.json, which figures/measured.ts
 * makes a study of. It measures three times: where these don't agree on who is faster, nothing is written.
 *
 * `npm run measure -- --prepare` builds and compares the answers, and measures nothing.
 */
import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import process from 'node:process'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { median } from '../../figures/measured'

const here = path.dirname(fileURLToPath(import.meta.url))
const root = path.resolve(here, '../..')
const snippets = path.join(root, 'snippets')
/** The cargo package whose steps the slides show. */
const CRATE = path.join(snippets, 'poly_match_rs')
const cache = path.join(root, 'node_modules/.cache/measured')
const NUMPY = '2.4.6'
const ROUNDS = 3
const RUNS = 10

/** What measured.ts reads. Times in milliseconds, three rounds of as many runs. */
export interface MeasuredRecord {
  date: string
  /** The commit that was measured, with a + where files had changed since. */
  commit: string
  processor: string
  cores: number
  system: string
  versions: Record<'cpython' | 'numpy' | 'pyo3' | 'rustc', string>
  points: number
  polygons: number
  /** Over all answers, the same for every lane. */
  digest: string
  lanes: Record<string, number[][]>
}

interface Report {
  cpython: string
  numpy: string
  points: number
  polygons: number
  lanes: Record<string, { digest: string, ms: number[][] }>
}

/** Something that a person has to see to: a program that is missing, a machine that is busy. */
export class MeasureError extends Error {
  override name = 'MeasureError'
}

/** The environment of what is run here: settings that slow NumPy's library for linear algebra don't come along. */
function environment(extra: NodeJS.ProcessEnv = {}): NodeJS.ProcessEnv {
  const inherited = Object.entries(process.env).filter(([name]) => !name.startsWith('OPENBLAS_'))
  return { ...Object.fromEntries(inherited), PYTHONDONTWRITEBYTECODE: '1', CARGO_TARGET_DIR: path.join(cache, 'target'), ...extra }
}

/** Runs a program and returns what it prints. @throws MeasureError with the program's own last words */
export function run(program: string, args: string[], extra?: NodeJS.ProcessEnv): string {
  const { status, error, stdout, stderr } = spawnSync(program, args, { cwd: CRATE, encoding: 'utf8', env: environment(extra), maxBuffer: 2 ** 26 })
  if (status !== 0) throw new MeasureError(`${[program, ...args].join(' ')}: ${error?.message ?? (stderr.trim() || stdout.trim())}`)
  return stdout.trim()
}

function starts(program: string, args: string[]): boolean {
  return spawnSync(program, args, { stdio: 'ignore' }).status === 0
}

const NEW_ENOUGH = ['-c', 'import sys; sys.exit(sys.version_info < (3, 11))']
const findPython = () => [process.env.PYTHON, 'python3', 'python'].find(program => program && starts(program, NEW_ENOUGH))

/** What keeps this machine from measuring: names of programs that are missing. */
export const missing = (): string[] => [
  ...starts('cargo', ['--version']) ? [] : ['cargo'],
  ...findPython() ? [] : ['Python 3.11 or newer'],
]

/** A Python with NumPy, in a virtual environment under node_modules/.cache. */
function ensurePython(): string {
  const base = findPython()
  if (!base) throw new MeasureError('there is no Python 3.11 or newer: install one, or name it in the variable PYTHON')
  const folder = path.join(cache, 'venv')
  const python = path.join(folder, process.platform === 'win32' ? 'Scripts/python.exe' : 'bin/python')
  if (!existsSync(python)) run(base, ['-m', 'venv', folder])
  if (!starts(python, ['-c', `import numpy; assert numpy.__version__ == '${NUMPY}'`])) run(python, ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', `numpy==${NUMPY}`])
  return python
}

const LIBRARY = { win32: 'poly_match_rs.dll', darwin: 'libpoly_match_rs.dylib' }[process.platform as string] ?? 'libpoly_match_rs.so'

/** Builds both modules. */
function build(python: string): Record<'debug' | 'release', string> {
  for (const profile of ['dev', 'release']) run('cargo', ['build', '--quiet', '--locked', '--profile', profile], { PYO3_PYTHON: python })
  return { debug: path.join(cache, 'target/debug', LIBRARY), release: path.join(cache, 'target/release', LIBRARY) }
}

/** Builds, and runs every lane. `runs` of 0 only compares the answers. @throws MeasureError when they differ */
export function climb(rounds: number, runs: number): Report {
  const python = ensurePython()
  const modules = Object.entries(build(python)).map(([name, file]) => `${name}=${file}`)
  const report = JSON.parse(run(python, [path.join(here, 'ladder.py'), snippets, String(rounds), String(runs), ...modules])) as Report
  const digests = new Set(Object.values(report.lanes).map(lane => lane.digest))
  if (digests.size !== 1) throw new MeasureError(`the lanes gave different answers: ${Object.entries(report.lanes).map(([name, { digest }]) => `${name} ${digest}`).join(', ')}`)
  return report
}

/** Half the width of the middle half of the runs, as a share of the median. */
function spread(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const quarter = Math.floor(sorted.length / 4)
  return ((sorted.at(-1 - quarter) ?? Number.NaN) - (sorted[quarter] ?? Number.NaN)) / 2 / median(values)
}

/** The lanes from the fastest to the slowest, once for each round. */
export const ranks = ({ lanes }: Pick<MeasuredRecord, 'lanes'>): string[] => Array.from({ length: ROUNDS }, (_, round) =>
  Object.entries(lanes)
    .map(([name, rounds]) => ({ name, ms: median(rounds[round] ?? []) }))
    .sort((a, b) => a.ms - b.ms)
    .map(({ name }) => name)
    .join(' < '))

function table({ lanes }: MeasuredRecord): string {
  const baseline = median(lanes.python?.flat() ?? [])
  const rows = Object.entries(lanes).map(([name, rounds]) => {
    const ms = median(rounds.flat())
    const ratio = ms > baseline ? `${(ms / baseline).toFixed(2)}× slower` : ms === baseline ? 'baseline' : `${(baseline / ms).toFixed(1)}× faster`
    return [name, `${ms.toPrecision(4)} ms`, `±${Math.ceil(spread(rounds.flat()) * 100)}%`, ratio, rounds.map(round => median(round).toPrecision(4)).join(' / ')]
  })
  const head = ['lane', 'median', 'spread', 'against Python with NumPy', 'each round']
  const widths = head.map((title, i) => Math.max(title.length, ...rows.map(row => row[i]?.length ?? 0)))
  return [head, ...rows].map(row => row.map((cell, i) => cell.padEnd(widths[i] ?? 0)).join('  ').trimEnd()).join('\n')
}

const git = (...args: string[]) => execFileSync('git', args, { cwd: root, encoding: 'utf8' }).trim()

function commit(): string {
  try {
    return git('rev-parse', '--short=10', 'HEAD') + (git('status', '--porcelain', '--', 'snippets', 'tests/measure/ladder.py') && '+')
  } catch {
    return 'unknown'
  }
}

/** "Intel Xeon 2.80 GHz": the processor as the system names it, without what says nothing. */
function processor(): string {
  const model = os.cpus()[0]?.model ?? process.arch
  return model.replace(/\((?:R|TM)\)|\b(?:CPU|Processor)\b|@/g, ' ').replace(/(\d)GHz/, '$1 GHz').replace(/\s+/g, ' ').trim()
}

function measure(): MeasuredRecord {
  const { cpython, numpy, points, polygons, lanes } = climb(ROUNDS, RUNS)
  const locked = readFileSync(path.join(CRATE, 'Cargo.lock'), 'utf8')
  return {
    date: new Date().toISOString().slice(0, 10),
    commit: commit(),
    processor: processor(),
    cores: os.availableParallelism(),
    system: `${os.type()} ${os.release()} ${os.arch()}`,
    versions: {
      cpython,
      numpy,
      pyo3: /name = "pyo3"\nversion = "([^"]+)"/.exec(locked)?.[1] ?? 'unknown',
      rustc: run('rustc', ['--version']).split(' ')[1] ?? 'unknown',
    },
    points,
    polygons,
    digest: Object.values(lanes)[0]?.digest ?? '',
    lanes: Object.fromEntries(Object.entries(lanes).map(([name, { ms }]) => [name, ms])),
  }
}

function main(): void {
  if (process.argv.includes('--prepare')) {
    climb(1, 0)
    console.log('Built; all lanes gave the same answers.')
    return
  }
  const record = measure()
  const { versions, cores, system } = record
  console.log(`${record.processor}, ${cores} cores, ${system}; CPython ${versions.cpython}, NumPy ${versions.numpy}, PyO3 ${versions.pyo3}, rustc ${versions.rustc}`)
  console.log(`One iteration: ${record.points} points, ${record.polygons} polygons. ${ROUNDS} rounds of ${RUNS} runs; all answers equal (${record.digest}).\n`)
  console.log(`${table(record)}\n`)
  const orders = new Set(ranks(record))
  if (orders.size > 1) throw new MeasureError(`not written: the rounds don't agree on who is faster, so the machine was busy:\n${[...orders].join('\n')}`)
  const text = JSON.stringify(record, null, 2).replace(/\[\s+([\d.,\s]+?)\s+\]/g, (_, numbers: string) => `[${numbers.replace(/\s+/g, ' ')}]`)
  writeFileSync(path.join(root, 'figures/measured.json'), `${text}\n`)
  console.log('Written to figures/measured.json.')
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  try {
    main()
  } catch (error) {
    if (!(error instanceof MeasureError)) throw error
    console.error(error.message)
    process.exitCode = 1
  }
}
