/**
 * The one place that knows which Chromium the export, the build, the tests and the benchmark use.
 * Run by itself (`npm run chromium`) it finds or installs one and prints its path.
 */
import type { Browser, LaunchOptions } from 'playwright-chromium'
import { spawnSync } from 'node:child_process'
import { accessSync, constants } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import process from 'node:process'
import { pathToFileURL } from 'node:url'
import { chromium } from 'playwright-chromium'

/** Environment variables that may name a browser, the first one set wins. */
const VARIABLES = ['CHROMIUM_PATH', 'CHROME_PATH'] as const

const WHAT_TO_DO = 'install Google Chrome or Chromium, or set CHROMIUM_PATH to the browser\'s program'

/** What the finder asks of the machine it runs on; tests hand in a made-up one. */
export interface Machine {
  env: Record<string, string | undefined>
  platform: NodeJS.Platform
  /** May packages of the system be installed? */
  isRoot: boolean
  /** Where Playwright keeps its own Chromium, whether it is there or not. */
  playwrightPath: string
  /** Does the program exist and does it start? */
  starts: (program: string) => boolean
  /** Runs a command to its end; the error's last words, or undefined if it went well. */
  run: (command: string, args: string[]) => string | undefined
  /** Runs Playwright's own command line, for example `install chromium`. */
  runPlaywright: (args: string[]) => string | undefined
  say: (line: string) => void
}

/** No usable Chromium: one line that says what to do. */
export class ChromiumError extends Error {
  override name = 'ChromiumError'
}

/**
 * The programs worth trying, best first: Playwright's own Chromium (the version its protocol was tested with), then an
 * installed Chrome or Chromium.
 */
export function candidates({ env, platform, playwrightPath }: Pick<Machine, 'env' | 'platform' | 'playwrightPath'>): string[] {
  if (platform === 'darwin') {
    const apps = ['Google Chrome', 'Chromium'].map(name => `Applications/${name}.app/Contents/MacOS/${name}`)
    const roots = ['/', ...(env.HOME ? [`${env.HOME}/`] : [])]
    return [playwrightPath, ...apps.flatMap(app => roots.map(root => root + app))]
  }
  if (platform === 'win32') {
    const roots = [env.PROGRAMFILES, env['PROGRAMFILES(X86)'], env.LOCALAPPDATA].filter(root => root !== undefined)
    const programs = ['Google\\Chrome\\Application\\chrome.exe', 'Chromium\\Application\\chrome.exe']
    return [playwrightPath, ...programs.flatMap(program => roots.map(root => path.win32.join(root, program)))]
  }
  const names = ['google-chrome', 'google-chrome-stable', 'chromium', 'chromium-browser']
  const folders = (env.PATH ?? '').split(':').filter(folder => folder.startsWith('/'))
  return [playwrightPath, ...names.flatMap(name => folders.map(folder => path.posix.join(folder, name)))]
}

/**
 * Finds a Chromium without installing anything.
 *
 * @returns the program's path, or undefined if there is none
 * @throws {ChromiumError} if an environment variable names something that does not start: going on with another browser
 * would hide the mistake
 */
export function findChromium(machine: Machine = thisMachine): string | undefined {
  for (const variable of VARIABLES) {
    const named = machine.env[variable]
    if (!named) continue
    if (machine.starts(named)) return named
    throw new ChromiumError(`${variable} is "${named}", which cannot be started: set it to a Chrome or Chromium, or unset it`)
  }
  return candidates(machine).find(machine.starts)
}

/**
 * Finds a Chromium or, where there is none, installs one: Playwright's download first, then Debian's package if this is
 * root on a system with apt-get. Says what it does, one line each.
 *
 * @returns the program's path
 * @throws {ChromiumError} if there is none and none can be installed
 */
export function ensureChromium(machine: Machine = thisMachine): string {
  const found = findChromium(machine)
  if (found) return found

  const mayInstallPackages = machine.platform === 'linux' && machine.isRoot && machine.run('apt-get', ['--version']) === undefined

  machine.say('No Chromium found: downloading Playwright\'s (about 170 MB) ...')
  const downloadError = machine.runPlaywright(['install', '--no-shell', 'chromium'])
  if (downloadError) machine.say(`Playwright's download failed: ${downloadError}`)
  if (!downloadError && !machine.starts(machine.playwrightPath) && mayInstallPackages) {
    machine.say('Installing the system libraries that Playwright\'s Chromium needs ...')
    machine.runPlaywright(['install-deps', 'chromium'])
  }

  if (mayInstallPackages && !findChromium(machine)) {
    machine.say('Installing the system\'s package "chromium" with apt-get ...')
    const packageError = machine.run('apt-get', ['update', '-qq'])
      ?? machine.run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium'])
    if (packageError) machine.say(`apt-get failed: ${packageError}`)
  }

  const installed = findChromium(machine)
  if (installed) return installed
  throw new ChromiumError(`No Chromium found and none could be installed: ${WHAT_TO_DO}`)
}

/**
 * Flags beyond Playwright's own (which already switch off the sandbox, updates, sync and other background traffic): no
 * name but this machine's can be resolved, so that no request leaves it.
 */
export const CHROMIUM_ARGS = ['--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1']

/** Flags after those, for a deck that takes pictures or frames from other hosts. */
export const REACHES_OTHERS = ['--host-resolver-rules=']

/**
 * Starts a headless Chromium, found or installed as above.
 *
 * @param options Playwright's launch options; `args` are added to ours
 */
export function launchChromium(options: LaunchOptions = {}): Promise<Browser> {
  return chromium.launch({ executablePath: ensureChromium(), ...options, args: [...CHROMIUM_ARGS, ...options.args ?? []] })
}

function run(command: string, args: string[]): string | undefined {
  // a package's questions would wait for an answer for ever
  const result = spawnSync(command, args, { encoding: 'utf8', env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } })
  if (result.status === 0) return undefined
  const lines = `${result.stderr ?? ''}\n${result.stdout ?? ''}`.split('\n').map(line => line.trim())
  return result.error?.message ?? lines.find(line => /^(?:E|error):/i.test(line)) ?? `"${command}" ended with ${result.status ?? result.signal}`
}

function starts(program: string): boolean {
  try {
    accessSync(program, constants.X_OK)
  } catch {
    return false
  }
  // Windows' Chrome opens a window when asked for its version. Elsewhere the answer tells a browser from a stub (Ubuntu's
  // chromium-browser without its snap) and from one that lacks a library.
  return process.platform === 'win32' || spawnSync(program, ['--version'], { stdio: 'ignore', timeout: 30_000 }).status === 0
}

const thisMachine: Machine = {
  env: process.env,
  platform: process.platform,
  isRoot: process.getuid?.() === 0,
  playwrightPath: chromium.executablePath(),
  starts,
  run,
  runPlaywright: args => run(process.execPath, [
    path.join(path.dirname(createRequire(import.meta.url).resolve('playwright-chromium/package.json')), 'cli.js'),
    ...args,
  ]),
  say: line => console.error(line),
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  try {
    console.log(ensureChromium())
  } catch (error) {
    console.error(error instanceof ChromiumError ? error.message : error)
    process.exitCode = 1
  }
}
