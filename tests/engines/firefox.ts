import type { Engine, EngineOptions, Tab } from './engine'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import WebSocket from 'ws'
import { asExpression, findEngine, keyActions, leaveFor } from './engine'

interface Message { id?: number, type: 'success' | 'error' | 'event', error?: string, message?: string, result?: unknown, method?: string, params?: unknown }
interface LogEntry { level: string, text: string | null }

const PREFERENCES = {
  'browser.shell.checkDefaultBrowser': false,
  'browser.startup.page': 0,
  'browser.aboutConfig.showWarning': false,
  'datareporting.policy.dataSubmissionEnabled': false,
  'toolkit.telemetry.reportingpolicy.firstRun': false,
  'app.update.disabledForTesting': true,
  'network.captive-portal-service.enabled': false,
  'network.connectivity-service.enabled': false,
  'services.settings.server': 'data:,',
  'remote.active-protocols': 1,
}

/** Starts Firefox, headless, and drives it by WebDriver BiDi: https://www.w3.org/TR/webdriver-bidi/ */
export async function startFirefox({ dark = false, reducedMotion = false, script = true, firefoxPreferences = {} }: EngineOptions = {}): Promise<Engine> {
  const programs = findEngine('firefox')
  if (!programs) throw new Error('Firefox not found')
  const profile = await mkdtemp(path.join(tmpdir(), 'firefox-'))
  const preferences = {
    ...PREFERENCES,
    'layout.css.prefers-color-scheme.content-override': dark ? 0 : 1,
    'ui.prefersReducedMotion': reducedMotion ? 1 : 0,
    'javascript.enabled': script,
    ...firefoxPreferences,
  }
  await writeFile(path.join(profile, 'user.js'), Object.entries(preferences).map(([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});\n`).join(''))
  const browser = spawn(programs.firefox, ['--headless', '--no-remote', '--profile', profile, '--remote-debugging-port', '0'], { stdio: ['ignore', 'ignore', 'pipe'] })
  const address = await new Promise<string>((resolve, reject) => {
    let said = ''
    browser.stderr.setEncoding('utf8').on('data', (text: string) => {
      said += text
      const [, found] = /WebDriver BiDi listening on (ws:\S+)/.exec(said) ?? []
      if (found) resolve(found)
    })
    browser.once('error', reject)
    browser.once('exit', () => reject(new Error(`Firefox ended before it could be driven: ${said.slice(-500)}`)))
  })

  const socket = new WebSocket(`${address}/session`)
  await once(socket, 'open')
  const problems: string[] = []
  const waiting = new Map<number, (message: Message) => void>()
  socket.on('message', (data: Buffer) => {
    const message = JSON.parse(data.toString()) as Message
    if (message.id !== undefined) {
      waiting.get(message.id)?.(message)
      waiting.delete(message.id)
    } else if (message.method === 'log.entryAdded') {
      const { level, text } = message.params as LogEntry
      if (level === 'error') problems.push(text ?? '')
    }
  })
  let lastId = 0
  async function send<Result>(method: string, params: object = {}): Promise<Result> {
    const id = ++lastId
    const answer = new Promise<Message>(resolve => waiting.set(id, resolve))
    socket.send(JSON.stringify({ id, method, params }))
    const { type, error, message, result } = await answer
    if (type === 'error') throw new Error(`${method}: ${error}: ${message}`)
    return result as Result
  }

  await send('session.new', { capabilities: {} })
  await send('session.subscribe', { events: ['log.entryAdded'] })

  async function newTab(): Promise<Tab> {
    // a window each, since what lies behind another tab is not painted
    const { context } = await send<{ context: string }>('browsingContext.create', { type: 'window' })
    const evaluate: Tab['evaluate'] = async (run, ...args) => {
      // where scripts are switched off, a sandbox still runs them, but its promises never settle
      const how = script
        ? { expression: asExpression(run, args), target: { context }, awaitPromise: true }
        : { expression: `JSON.stringify((${run})(...${JSON.stringify(args)}))`, target: { context, sandbox: 'test' }, awaitPromise: false }
      const { result, exceptionDetails } = await send<{ result?: { value?: string }, exceptionDetails?: { text: string } }>('script.evaluate', how)
      if (exceptionDetails) throw new Error(exceptionDetails.text)
      return result?.value === undefined ? undefined : JSON.parse(result.value)
    }
    return {
      goto: url => leaveFor(url, evaluate, () => send('browsingContext.navigate', { context, url, wait: 'none' })),
      evaluate,
      press: async key => void await send('input.performActions', { context, actions: keyActions(key) }),
      touch: async (...fingers) => {
        const actions = fingers.map(([first, ...rest], finger) => ({
          type: 'pointer',
          id: `finger ${finger}`,
          parameters: { pointerType: 'touch' },
          actions: [
            { type: 'pointerMove', duration: 0, ...first },
            { type: 'pointerDown', button: 0 },
            ...rest.map(point => ({ type: 'pointerMove', duration: 20, ...point })),
            { type: 'pointerUp', button: 0 },
          ],
        }))
        await send('input.performActions', { context, actions })
      },
      resize: async (width, height) => void await send('browsingContext.setViewport', { context, viewport: { width, height } }),
      screenshot: async () => Buffer.from((await send<{ data: string }>('browsingContext.captureScreenshot', { context })).data, 'base64'),
      print: async (landscape = false) => Buffer.from((await send<{ data: string }>('browsingContext.print', {
        context,
        background: true,
        orientation: landscape ? 'landscape' : 'portrait',
        page: { width: 21, height: 29.7 },
      })).data, 'base64'),
      close: async () => void await send('browsingContext.close', { context }),
    }
  }

  return {
    name: 'firefox',
    newTab,
    problems,
    close: async () => {
      const ended = once(browser, 'exit')
      socket.close()
      browser.kill()
      await ended
      await rm(profile, { recursive: true, force: true, maxRetries: 5 })
    },
  }
}
