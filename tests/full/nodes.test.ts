/**
 * Every Node that package.json's `engines` names installs the project, runs its unit tests, builds the deck and serves its
 * first slide to an author. The programs are those of npm's `node` package.
 */
import { execFile } from 'node:child_process'
import { cp, mkdtemp, rm, stat } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import path from 'node:path'
import process from 'node:process'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ROOT } from '../../addons/hosted/commands/slidev'
import manifest from '../../package.json'
import { freePort, withServer } from '../bench/server'
import { slides } from '../support/deck'
import { newWindow, settled } from '../support/site'

const run = promisify(execFile)
const NODES = ['20.19', '22', '24', '26']
const platform = process.platform === 'win32' ? 'win' : process.platform
/** npm itself, as the script that runs the tests was started by it. */
const NPM = process.env.npm_execpath ?? path.join(path.dirname(createRequire(process.execPath).resolve('../lib/node_modules/npm/package.json')), 'bin/npm-cli.js')

it('are those that engines names', () => {
  expect(manifest.engines.node.split(' || ').map(range => range.slice(1).split('.')[0])).toEqual(NODES.map(version => version.split('.')[0]))
})

describe.each(NODES)('Node %s', (version) => {
  let folder: string
  let node: string | undefined
  const project = () => path.join(folder, 'project')
  /** Runs a program of this Node in the project; what it said, if it fails. */
  const inProject = async (...args: string[]) => {
    const env = { ...process.env, PATH: `${path.dirname(node ?? '')}${path.delimiter}${process.env.PATH}`, NODE_ENV: undefined, NODE_OPTIONS: undefined, VITEST: undefined }
    const { stdout } = await run(node ?? '', args, { cwd: project(), env, maxBuffer: 1e8 }).catch(({ stdout, stderr }: { stdout: string, stderr: string }) => {
      throw new Error(`${args.join(' ')} fails:\n${stdout}\n${stderr}`)
    })
    return stdout
  }

  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'node-'))
    const name = `node-${platform}-${process.arch}`
    const error = await run(process.execPath, [NPM, 'install', '--prefix', folder, '--no-save', '--no-audit', '--no-fund', `${name}@${version}`], { cwd: folder })
      .then(() => undefined, (error: { stderr: string }) => error.stderr)
    if (error) return void process.stdout.write(`skipped: Node ${version} cannot be had here: ${error.split('\n')[0]}\n`)
    node = path.join(folder, 'node_modules', name, 'bin', platform === 'win' ? 'node.exe' : 'node')
    // what git has and what is new, as a checkout would
    const { stdout } = await run('git', ['ls-files', '--cached', '--others', '--exclude-standard', '-z'], { cwd: ROOT })
    for (const file of stdout.split('\0').filter(Boolean)) {
      const from = path.join(ROOT, file)
      if (await stat(from).then(() => true, () => false)) await cp(from, path.join(project(), file))
    }
    await inProject(NPM, 'ci', '--prefer-offline', '--no-audit', '--no-fund')
  })
  afterAll(() => rm(folder, { recursive: true, force: true }))

  it('is the one that was asked for', async ({ skip }) => {
    if (!node) return skip()
    expect(await inProject('--version')).toMatch(new RegExp(`^v${version.replace('.', String.raw`\.`)}\\.`))
  })

  it('runs the unit tests', async ({ skip }) => {
    if (!node) return skip()
    expect(await inProject('node_modules/vitest/vitest.mjs', 'run', '--project', 'unit')).toMatch(/Tests .*passed/)
  })

  it('builds the deck with its PDF', async ({ skip }) => {
    if (!node) return skip()
    await inProject('--import', 'tsx', 'addons/hosted/commands/build.ts')
    expect((await stat(path.join(project(), 'dist', `${slides.length}.html`))).size).toBeGreaterThan(1000)
  })

  it('serves the first slide to an author', async ({ skip }) => {
    if (!node) return skip()
    const port = await freePort()
    await withServer([node, 'node_modules/@slidev/cli/bin/slidev.mjs', '--port', String(port)], { cwd: project(), port }, async () => {
      const { page } = await newWindow()
      page.setDefaultTimeout(300_000)
      await page.goto(`http://localhost:${port}/1`)
      await settled(page, 1, 0)
    })
  })
})
