import { accessSync, constants } from 'node:fs'
import process from 'node:process'

/** How a browser is started; each setting needs a session of its own. */
export interface EngineOptions {
  dark?: boolean
  reducedMotion?: boolean
  /** false: pages run no script; `evaluate` still works. */
  script?: boolean
  /** Preferences of Firefox alone, as about:config names them. */
  firefoxPreferences?: Record<string, string | number | boolean>
}

/** One tab of a browser. Commands run in the order in which they are given. */
export interface Tab {
  /** Opens an address and waits until its HTML is read; scripts and pictures may still be on their way. */
  goto: (url: string) => Promise<void>
  /** Runs a function in the page; it can use nothing from outside but its arguments, which are JSON. */
  evaluate: <Args extends unknown[], Result>(run: (...args: Args) => Result | Promise<Result>, ...args: Args) => Promise<Result>
  /** Presses a key, with modifiers before it: "ArrowRight", "f", "Control+f". */
  press: (key: string) => Promise<void>
  /** Draws fingers over the page, each along its points, CSS pixels; all go down and up together. */
  touch: (...fingers: Point[][]) => Promise<void>
  /** Makes the viewport this large, CSS pixels; WebKitGTK's windows are at least 447 wide. */
  resize: (width: number, height: number) => Promise<void>
  /** The viewport as a PNG. */
  screenshot: () => Promise<Buffer>
  /** The page as a PDF on A4; undefined in WebKitGTK, whose driver cannot print. */
  print: ((landscape?: boolean) => Promise<Buffer>) | undefined
  close: () => Promise<void>
}

/** A running browser. */
export interface Engine {
  name: EngineName
  /** Opens a tab beside those that are open; all share their storage. */
  newTab: () => Promise<Tab>
  /** Uncaught errors and console errors of all tabs so far; WebKit's driver tells none, so its pages keep those that come once they have been asked something. */
  problems: string[]
  close: () => Promise<void>
}

export type EngineName = 'chromium' | 'firefox' | 'webkit'

export interface Point { x: number, y: number }

/** The programs that an engine needs (.ci/run installs them), each with the places where it may be, best first. */
const PROGRAMS = {
  firefox: { firefox: ['firefox-esr', 'firefox', '/Applications/Firefox.app/Contents/MacOS/firefox'] },
  webkit: {
    driver: ['WebKitWebDriver'],
    browser: ['/usr/lib/x86_64-linux-gnu', '/usr/lib/aarch64-linux-gnu', '/usr/lib', '/usr/libexec'].map(folder => `${folder}/webkit2gtk-4.1/MiniBrowser`),
    display: ['Xvfb'],
  },
} satisfies Record<Exclude<EngineName, 'chromium'>, Record<string, readonly string[]>>

function starts(program: string): boolean {
  try {
    accessSync(program, constants.X_OK)
    return true
  } catch {
    return false
  }
}

/** The path of a program that is named by its place or found on the PATH; undefined if there is none. */
export function findProgram(places: readonly string[]): string | undefined {
  const folders = (process.env.PATH ?? '').split(':').filter(folder => folder.startsWith('/'))
  return places
    .flatMap(place => place.startsWith('/') ? [place] : folders.map(folder => `${folder}/${place}`))
    .find(starts)
}

/** The programs of an engine on this machine; undefined if one of them is missing. */
export function findEngine<Name extends keyof typeof PROGRAMS>(name: Name): Record<keyof typeof PROGRAMS[Name], string> | undefined {
  const found = Object.entries(PROGRAMS[name]).map(([role, places]) => [role, findProgram(places)] as const)
  return found.every(([, program]) => program) ? Object.fromEntries(found) as Record<keyof typeof PROGRAMS[Name], string> : undefined
}

/** Settles when a condition holds, asking a few times a second. */
export async function until(condition: () => Promise<boolean>, what: string, ms = 60_000): Promise<void> {
  for (const end = Date.now() + ms; !await condition();) {
    if (Date.now() > end) throw new Error(`Waited ${ms / 1000} s in vain for ${what}`)
    await new Promise(resolve => setTimeout(resolve, 50))
  }
}

/** Navigates and waits until the new page's HTML is read, whatever its scripts wait for. */
export async function leaveFor(url: string, evaluate: Tab['evaluate'], navigate: () => Promise<unknown>): Promise<void> {
  // the root element is the old page's as long as it has this
  await evaluate(() => document.documentElement.setAttribute('data-leaving', '')).catch(() => {})
  await navigate()
  await until(() => evaluate(() => !document.documentElement.hasAttribute('data-leaving') && document.readyState !== 'loading').catch(() => false), url)
}

/** A function and its arguments as an expression that gives its result as JSON. */
export function asExpression(run: (...args: never[]) => unknown, args: unknown[]): string {
  return `(async () => JSON.stringify(await (${run})(...${JSON.stringify(args)})))()`
}

/** Keys that have no character of their own, as WebDriver writes them: https://www.w3.org/TR/webdriver2/#keyboard-actions */
const KEYS: Record<string, string> = {
  Escape: '\uE00C',
  Enter: '\uE007',
  Tab: '\uE004',
  Space: ' ',
  Shift: '\uE008',
  Control: '\uE009',
  Alt: '\uE00A',
  Meta: '\uE03D',
  PageUp: '\uE00E',
  PageDown: '\uE00F',
  ArrowLeft: '\uE012',
  ArrowUp: '\uE013',
  ArrowRight: '\uE014',
  ArrowDown: '\uE015',
}

/** A key with its modifiers as WebDriver's actions. */
export function keyActions(combination: string): object[] {
  const values = combination.split('+').map(key => KEYS[key] ?? key)
  return [{
    type: 'key',
    id: 'keyboard',
    actions: [...values.map(value => ({ type: 'keyDown', value })), ...values.toReversed().map(value => ({ type: 'keyUp', value }))],
  }]
}
