import type { Machine } from '../commands/chromium'
import { describe, expect, it } from 'vitest'
import { candidates, ChromiumError, ensureChromium, findChromium } from '../commands/chromium'

interface Fake extends Partial<Omit<Machine, 'run' | 'runPlaywright'>> {
  /** Programs that start. */
  has?: string[]
  /** What a command line, such as `apt-get update -qq`, brings to the machine, or the error it ends with. */
  commands?: Record<string, { brings?: string } | { error: string }>
}

function fakeMachine({ has = [], commands = {}, ...rest }: Fake = {}) {
  const programs = new Set(has)
  const ran: string[] = []
  const said: string[] = []
  const execute = (line: string) => {
    ran.push(line)
    const entry = Object.entries(commands).find(([start]) => line.startsWith(start))?.[1]
    if (!entry) return `${line}: not found`
    if ('error' in entry) return entry.error
    if (entry.brings) programs.add(entry.brings)
    return undefined
  }
  const machine: Machine = {
    env: { PATH: '/usr/bin:/opt/bin' },
    platform: 'linux',
    isRoot: false,
    playwrightPath: '/pw/chrome',
    starts: program => programs.has(program),
    run: (command, args) => execute([command, ...args].join(' ')),
    runPlaywright: args => execute(['playwright', ...args].join(' ')),
    say: line => said.push(line),
    ...rest,
  }
  return { machine, ran, said }
}

describe('candidates', () => {
  it('lists Playwright\'s own first, then the PATH, Chrome before Chromium', () => {
    expect(candidates(fakeMachine().machine)).toEqual([
      '/pw/chrome',
      '/usr/bin/google-chrome', '/opt/bin/google-chrome',
      '/usr/bin/google-chrome-stable', '/opt/bin/google-chrome-stable',
      '/usr/bin/chromium', '/opt/bin/chromium',
      '/usr/bin/chromium-browser', '/opt/bin/chromium-browser',
    ])
  })

  it('takes no relative folder of the PATH', () => {
    expect(candidates({ ...fakeMachine().machine, env: { PATH: '.::bin' } })).toEqual(['/pw/chrome'])
  })

  it('knows the usual places of macOS', () => {
    const found = candidates({ ...fakeMachine().machine, platform: 'darwin', env: { HOME: '/Users/eva' } })
    expect(found).toContain('/Applications/Google Chrome.app/Contents/MacOS/Google Chrome')
    expect(found).toContain('/Users/eva/Applications/Chromium.app/Contents/MacOS/Chromium')
  })

  it('knows the usual places of Windows', () => {
    const env = { 'PROGRAMFILES': 'C:\\Program Files', 'PROGRAMFILES(X86)': 'C:\\Program Files (x86)', 'LOCALAPPDATA': 'C:\\Users\\eva\\AppData\\Local' }
    const found = candidates({ ...fakeMachine().machine, platform: 'win32', env })
    expect(found).toContain('C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe')
    expect(found).toContain('C:\\Users\\eva\\AppData\\Local\\Chromium\\Application\\chrome.exe')
  })
})

describe('findChromium', () => {
  it('prefers the one named by CHROMIUM_PATH, then by CHROME_PATH', () => {
    const has = ['/mine', '/other', '/pw/chrome']
    expect(findChromium(fakeMachine({ has, env: { CHROMIUM_PATH: '/mine', CHROME_PATH: '/other' } }).machine)).toBe('/mine')
    expect(findChromium(fakeMachine({ has, env: { CHROMIUM_PATH: '', CHROME_PATH: '/other' } }).machine)).toBe('/other')
  })

  it('does not go on silently when the named one does not start', () => {
    const { machine } = fakeMachine({ has: ['/pw/chrome'], env: { CHROME_PATH: '/gone' } })
    expect(() => findChromium(machine)).toThrow(new ChromiumError('CHROME_PATH is "/gone", which cannot be started: set it to a Chrome or Chromium, or unset it'))
  })

  it('prefers Playwright\'s own to an installed one', () => {
    expect(findChromium(fakeMachine({ has: ['/usr/bin/chromium', '/pw/chrome'] }).machine)).toBe('/pw/chrome')
  })

  it('skips a stub that does not start', () => {
    expect(findChromium(fakeMachine({ has: ['/opt/bin/chromium'] }).machine)).toBe('/opt/bin/chromium')
  })

  it('finds nothing and installs nothing on a bare machine', () => {
    const { machine, ran } = fakeMachine({ isRoot: true })
    expect(findChromium(machine)).toBeUndefined()
    expect(ran).toEqual([])
  })
})

describe('ensureChromium', () => {
  const download = { 'playwright install --no-shell chromium': { brings: '/pw/chrome' } }
  const noDownload = { 'playwright install --no-shell chromium': { error: 'ENOTFOUND' } }
  const apt = { 'apt-get --version': {}, 'apt-get update': {}, 'apt-get install': { brings: '/usr/bin/chromium' } }

  it('installs nothing where there is one', () => {
    const { machine, ran, said } = fakeMachine({ has: ['/usr/bin/chromium'], isRoot: true, commands: { ...download, ...apt } })
    expect(ensureChromium(machine)).toBe('/usr/bin/chromium')
    expect([...ran, ...said]).toEqual([])
  })

  it('downloads Playwright\'s and says so in one line', () => {
    const { machine, said } = fakeMachine({ commands: download })
    expect(ensureChromium(machine)).toBe('/pw/chrome')
    expect(said).toEqual(['No Chromium found: downloading Playwright\'s (about 170 MB) ...'])
  })

  it('adds the libraries that a downloaded one lacks', () => {
    const { machine } = fakeMachine({ isRoot: true, commands: { 'playwright install ': {}, 'playwright install-deps': { brings: '/pw/chrome' }, ...apt } })
    expect(ensureChromium(machine)).toBe('/pw/chrome')
  })

  it('takes the system\'s package when root and the download fails', () => {
    const { machine, said } = fakeMachine({ isRoot: true, commands: { ...noDownload, ...apt } })
    expect(ensureChromium(machine)).toBe('/usr/bin/chromium')
    expect(said).toEqual([
      'No Chromium found: downloading Playwright\'s (about 170 MB) ...',
      'Playwright\'s download failed: ENOTFOUND',
      'Installing the system\'s package "chromium" with apt-get ...',
    ])
  })

  it('runs no apt-get without being root', () => {
    const { machine, ran } = fakeMachine({ commands: { ...noDownload, ...apt } })
    expect(() => ensureChromium(machine)).toThrow(ChromiumError)
    expect(ran.filter(line => line.startsWith('apt-get'))).toEqual([])
  })

  it('ends with one line that says what to do', () => {
    const { machine } = fakeMachine({ commands: noDownload })
    expect(() => ensureChromium(machine)).toThrow(/^No Chromium found and none could be installed: install Google Chrome or Chromium, or set CHROMIUM_PATH .*$/)
  })
})
