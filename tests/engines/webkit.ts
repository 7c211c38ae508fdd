import type { Engine, EngineOptions, Tab } from './engine'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import process from 'node:process'
import { asExpression, findEngine, findProgram, keyActions, leaveFor, until } from './engine'

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  return typeof address === 'object' && address ? address.port : 0
}

/** Starts WebKitGTK's small browser on a screen of its own and drives it by W3C WebDriver: https://www.w3.org/TR/webdriver2/ */
export async function startWebKit({ dark = false, reducedMotion = false, script = true }: EngineOptions = {}): Promise<Engine> {
  const programs = findEngine('webkit')
  if (!programs) throw new Error('WebKitGTK not found')
  const home = await mkdtemp(path.join(tmpdir(), 'webkit-'))
  await mkdir(path.join(home, 'config/gtk-3.0'), { recursive: true })
  await writeFile(path.join(home, 'config/gtk-3.0/settings.ini'), `[Settings]\ngtk-enable-animations=${reducedMotion ? 0 : 1}\n`)
  await writeFile(path.join(home, 'resources'), 'Xft.antialias: 1\nXft.hinting: 0\nXft.hintstyle: hintnone\nXft.rgba: none\n')

  // Xvfb picks a free number and writes it to this descriptor
  const screen = spawn(programs.display, ['-displayfd', '3', '-screen', '0', '2200x1400x24', '-nolisten', 'tcp'], { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] })
  const [number] = await once(screen.stdio[3] as NodeJS.ReadableStream, 'data') as [Buffer]
  const env = {
    ...process.env,
    DISPLAY: `:${number.toString().trim()}`,
    // letters that are fitted to whole pixels make lines up to 3 % longer than elsewhere
    XENVIRONMENT: path.join(home, 'resources'),
    XDG_CONFIG_HOME: path.join(home, 'config'),
    XDG_DATA_HOME: path.join(home, 'data'),
    XDG_CACHE_HOME: path.join(home, 'cache'),
    ...dark && { GTK_THEME: 'Adwaita:dark' },
    // its sandbox needs privileges that a container does not give
    WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: '1',
  }
  // gives a window the focus, without which :focus-visible never matches
  const openbox = findProgram(['openbox'])
  const manager = openbox ? spawn(openbox, { env, stdio: 'ignore' }) : undefined
  const port = await freePort()
  const driver = spawn(programs.driver, [`--port=${port}`], { env, stdio: 'ignore' })

  async function call<Result>(method: 'GET' | 'POST' | 'DELETE', command: string, body?: object, ms = 60_000): Promise<Result> {
    const answer = await fetch(`http://127.0.0.1:${port}${command}`, { method, signal: AbortSignal.timeout(ms), ...body && { body: JSON.stringify(body) } })
    const { value } = await answer.json() as { value: Result & { error?: string, message?: string } }
    if (!answer.ok) throw new Error(`${command.replace(/.*\//, '')}: ${value.error}: ${value.message}`)
    return value
  }
  await until(() => call('GET', '/status').then(() => true, () => false), 'WebKitWebDriver')
  const { sessionId } = await call<{ sessionId: string }>('POST', '/session', {
    capabilities: {
      alwaysMatch: {
        'browserName': 'MiniBrowser',
        'pageLoadStrategy': 'none',
        'webkitgtk:browserOptions': { binary: programs.browser, args: ['--automation', ...script ? [] : ['--enable-javascript=false']] },
      },
    },
  })
  const session = `/session/${sessionId}`

  // the driver has one current window: each command chooses its own first
  let turn: Promise<unknown> = Promise.resolve()
  function inWindow<Result>(handle: string, run: () => Promise<Result>): Promise<Result> {
    const result = turn.then(async () => {
      await call('POST', `${session}/window`, { handle })
      return run()
    })
    turn = result.catch(() => {})
    return result
  }

  const problems: string[] = []
  /** Runs in the page: gives away what has gone wrong in it since it was asked last. */
  function takeProblems(): string[] {
    const page = globalThis as typeof globalThis & { wrong?: string[] }
    // imports that are under way when a page is left fail in it
    if (document.documentElement.hasAttribute('data-leaving')) return []
    if (!page.wrong) {
      const wrong = page.wrong = [] as string[]
      addEventListener('error', ({ message }) => message && wrong.push(message))
      addEventListener('unhandledrejection', ({ reason }) => wrong.push(String(reason)))
      const { error } = console
      console.error = (...said: unknown[]) => {
        wrong.push(said.join(' '))
        error(...said)
      }
    }
    return page.wrong.splice(0)
  }

  const first = await call<string>('GET', `${session}/window`)
  async function newTab(): Promise<Tab> {
    // beside the first window, which stays: with the last one the session ends
    const { handle } = await inWindow(first, () => call<{ handle: string }>('POST', `${session}/window/new`, { type: 'window' }))
    /** Runs a function in the page, and gives up after so many milliseconds. */
    const evaluateWithin = (ms: number): Tab['evaluate'] => async (run, ...args) => {
      if (!script) {
        // where scripts are switched off, promises may never settle
        const text = await inWindow(handle, () => call<string | null>('POST', `${session}/execute/sync`, { script: `return JSON.stringify((${run})(...${JSON.stringify(args)}))`, args: [] }, ms))
        return text === null ? undefined : JSON.parse(text)
      }
      const text = await inWindow(handle, () => call<string | null>('POST', `${session}/execute/async`, {
        script: `const done = arguments[arguments.length - 1]; const wrong = (${takeProblems})(); ${asExpression(run, args)}.then(value => done({ value, wrong }), error => done({ error: String(error), wrong }))`,
        args: [],
      }, ms)) as unknown as { value?: string, error?: string, wrong: string[] }
      problems.push(...text.wrong)
      if (text.error) throw new Error(text.error)
      return text.value === undefined ? undefined : JSON.parse(text.value)
    }
    // the driver may never answer a script while the page is being left: it is asked again
    const evaluate = evaluateWithin(script ? 60_000 : 5000)
    return {
      goto: url => leaveFor(url, evaluateWithin(5000), () => inWindow(handle, () => call('POST', `${session}/url`, { url }))),
      evaluate,
      press: async (key) => {
        await inWindow(handle, () => call('POST', `${session}/actions`, { actions: keyActions(key) }))
        // WebKit lets a page change its history a hundred times in ten seconds, and a slide takes two: nobody presses faster
        await new Promise(resolve => setTimeout(resolve, 200))
      },
      // the driver takes a finger for a mouse, so the page gets the events of one
      touch: (...fingers) => evaluate(async (fingers) => {
        // there is no such finger to be captured
        const { setPointerCapture } = Element.prototype
        Element.prototype.setPointerCapture = () => {}
        const targets = fingers.map(([first]) => document.elementFromPoint(first?.x ?? 0, first?.y ?? 0) ?? document.body)
        const fire = (type: string, finger: number, { x, y }: { x: number, y: number }) => targets[finger]?.dispatchEvent(new PointerEvent(type, {
          bubbles: true,
          cancelable: true,
          composed: true,
          pointerType: 'touch',
          pointerId: 10 + finger,
          isPrimary: finger === 0,
          buttons: type === 'pointerup' ? 0 : 1,
          clientX: x,
          clientY: y,
        }))
        fingers.forEach(([first], finger) => first && fire('pointerdown', finger, first))
        for (let step = 1; step < Math.max(...fingers.map(({ length }) => length)); step++) {
          await new Promise(resolve => setTimeout(resolve, 20))
          fingers.forEach(({ [step]: point }, finger) => point && fire('pointermove', finger, point))
        }
        fingers.forEach((path, finger) => fire('pointerup', finger, path.at(-1) ?? { x: 0, y: 0 }))
        Element.prototype.setPointerCapture = setPointerCapture
      }, fingers),
      resize: async (width, height) => {
        // the window has a frame, and takes its time
        const size = () => evaluate(() => [innerWidth, innerHeight, outerWidth, outerHeight] as const)
        await until(async () => {
          const [innerWidth, innerHeight, outerWidth, outerHeight] = await size()
          if (innerWidth === width && innerHeight === height) return true
          await inWindow(handle, () => call('POST', `${session}/window/rect`, { x: 0, y: 0, width: width + outerWidth - innerWidth, height: height + outerHeight - innerHeight }))
          return false
        }, `a viewport of ${width} x ${height} in WebKit`)
      },
      screenshot: async () => {
        // it takes what has been painted, and a new window's first slide may not have been
        await evaluate(() => new Promise<void>(resolve => requestAnimationFrame(() => requestAnimationFrame(() => resolve()))))
        let picture = Buffer.alloc(0)
        let tries = 0
        // on a busy machine a window may not be painted yet: all of one colour, it is a few KB
        await until(async () => {
          picture = Buffer.from(await inWindow(handle, () => call<string>('GET', `${session}/screenshot`)), 'base64')
          if (picture.length > 10_000) return true
          // a window that missed its first frame is painted once its size changes
          if (++tries % 20 === 0) {
            const rect = await inWindow(handle, () => call<{ width: number }>('GET', `${session}/window/rect`))
            for (const wider of [1, 0]) await inWindow(handle, () => call('POST', `${session}/window/rect`, { ...rect, width: rect.width + wider }))
          }
          return false
        }, 'a painted window in WebKit')
        return picture
      },
      print: undefined,
      close: async () => void await inWindow(handle, () => call('DELETE', `${session}/window`)),
    }
  }

  return {
    name: 'webkit',
    newTab,
    problems,
    close: async () => {
      await call('DELETE', session).catch(() => {})
      for (const child of [driver, manager, screen]) {
        if (!child || child.exitCode !== null) continue
        const ended = once(child, 'exit')
        child.kill()
        await ended
      }
      await rm(home, { recursive: true, force: true, maxRetries: 5 })
    },
  }
}
