// @vitest-environment node
import { randomBytes, randomInt } from 'node:crypto'
import { readdir, rm, writeFile } from 'node:fs/promises'
import { connect } from 'node:net'
import { hostname, networkInterfaces } from 'node:os'
import path from 'node:path'
import process from 'node:process'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { LIMITS, PATHS } from '../protocol'
import { answer, ask, builtDeck, command, definition, listen, openPoll, openRoom, post } from './support/room'

let room: Awaited<ReturnType<typeof openRoom>>
const open = async (options: Parameters<typeof openRoom>[0] = {}) => {
  await room?.close()
  room = await openRoom(options)
  return room.port
}

beforeEach(async () => {
  room = await openRoom()
})
afterEach(() => room.close())

describe('a vote', () => {
  it('of fifty phones is counted once each, as each last chose, and the slide is told in few messages', async () => {
    const { port } = room
    const { round } = await openPoll(port)
    const slide = await listen(port)
    const phones = await Promise.all(Array.from({ length: 50 }, () => listen(port, { headers: { 'X-Forwarded-For': '10.0.0.9' } })))
    const answers = await Promise.all(phones.map((_, i) => answer(port, { poll: 'time', round, choice: i % 4, phone: `phone-${i}` })))
    expect(answers.map(({ status }) => status)).toEqual(phones.map(() => 204))
    // once more, another choice, and the same one twice
    await answer(port, { poll: 'time', round, choice: 3, phone: 'phone-0' })
    await answer(port, { poll: 'time', round, choice: 3, phone: 'phone-0' })
    const { polls } = await slide.until(({ polls }) => polls[0]?.votes?.[3] === 13)
    expect(polls[0]?.votes).toEqual([12, 13, 12, 13])
    expect(slide.count()).toBeLessThan(50)
    for (const phone of phones) {
      // phones are not told what others answer
      expect(phone.state()).toMatchObject({ speaker: false, polls: [{ id: 'time', phase: 'open' }] })
      expect(phone.state()?.polls[0]).not.toHaveProperty('votes')
      expect(phone.state()).not.toHaveProperty('join')
      // the state on coming, and perhaps that the poll has opened
      expect(phone.count()).toBeLessThan(3)
    }
    await command(port, { kind: 'show', poll: 'time', right: 3, text: '609 ms' })
    for (const phone of phones) {
      expect((await phone.until(({ polls }) => polls[0]?.phase === 'shown')).polls[0]).toMatchObject({ votes: [12, 13, 12, 13], right: 3, text: '609 ms' })
      phone.close()
    }
    slide.close()
  })

  it('is refused with the reason: unknown poll, unknown choice, former round, closed, shown', async () => {
    const { port } = room
    const { round } = await openPoll(port)
    const vote = { poll: 'time', round, choice: 0, phone: 'phone-1' }
    const refused = async (change: object) => {
      const { status, body } = await answer(port, { ...vote, ...change })
      return [status, (JSON.parse(body) as { error: string }).error]
    }
    expect(await refused({ poll: 'weather' })).toEqual([400, 'There is no poll "weather" here: it begins when its slide is shown'])
    expect(await refused({ choice: 4 })).toEqual([400, '"time" has 4 choices'])
    expect(await refused({ choice: 9 })).toEqual([400, expect.stringContaining('choice is 9')])
    expect(await refused({ round: 'former' })).toEqual([409, expect.stringContaining('choose again')])
    await command(port, { kind: 'close', poll: 'time' })
    expect(await refused({})).toEqual([409, 'The vote is closed'])
    await command(port, { kind: 'reopen', poll: 'time' })
    expect((await answer(port, vote)).status).toBe(204)
    await command(port, { kind: 'show', poll: 'time', text: '' })
    expect(await refused({ choice: 1 })).toEqual([409, expect.stringContaining('The answer is out')])
  })

  it('begins again when the speaker resets it, and not when a window shows its slide again', async () => {
    const { port } = room
    const { round } = await openPoll(port)
    await answer(port, { poll: 'time', round, choice: 0, phone: 'phone-1' })
    expect(await openPoll(port)).toMatchObject({ round, votes: [1, 0, 0, 0] })
    await command(port, { kind: 'reset', poll: 'time' })
    const again = await openPoll(port)
    expect(again).toMatchObject({ phase: 'open', votes: [0, 0, 0, 0] })
    expect(again.round).not.toBe(round)
    // another question under the same name is another poll
    expect((await openPoll(port, { ...definition, question: 'How long now?' })).round).not.toBe(again.round)
  })

  it('of several polls: the one asked last is the current one', async () => {
    const { port } = room
    const stream = await listen(port)
    await openPoll(port)
    await openPoll(port, { id: 'tool', question: 'Which tool?', choices: ['ruff', 'uv', 'rye'] })
    await stream.until(({ polls }) => polls.at(-1)?.id === 'tool')
    await openPoll(port)
    expect((await stream.until(({ polls }) => polls.at(-1)?.id === 'time')).polls.map(({ id }) => id)).toEqual(['tool', 'time'])
    expect((await command(port, { kind: 'show', poll: 'tool', right: 3, text: '' })).status).toBe(400)
    stream.close()
  })

  it('goes on after the server was started again: another round, and the phone\'s answer is taken there', async () => {
    const { port } = room
    const { round } = await openPoll(port)
    const { state, close } = await listen(port)
    const boot = state()?.boot
    close()
    await room.close()
    room = await openRoom({ port })
    const now = await openPoll(port)
    const after = await listen(port)
    expect(after.state()?.boot).not.toBe(boot)
    expect((await answer(port, { poll: 'time', round, choice: 0, phone: 'phone-1' })).status).toBe(409)
    expect((await answer(port, { poll: 'time', round: now.round, choice: 0, phone: 'phone-1' })).status).toBe(204)
    after.close()
  })
})

describe('a stranger in the same network, without the token', () => {
  /** What comes through a proxy is not from this machine; so is what comes from another one. */
  const stranger = { 'X-Forwarded-For': '10.0.0.9' }

  it('can do nothing of the speaker\'s', async () => {
    const { port, stage } = room
    const { round } = await openPoll(port)
    for (const headers of [stranger, { ...stranger, Cookie: `stage-speaker-${port}=${'x'.repeat(stage.token.length)}` }]) {
      for (const kind of ['close', 'reset']) expect((await post(port, PATHS.control, { kind, poll: 'time' }, headers)).status).toBe(403)
      expect((await post(port, PATHS.control, { kind: 'open', poll: { ...definition, id: 'mine' } }, headers)).status).toBe(403)
      expect((await post(port, PATHS.windows, { type: 'tell', entries: {} }, headers)).status).toBe(403)
      for (const page of ['/presenter', '/presenter/1', '/Presenter/1', '/%70resenter/1', '//presenter/1', '/entry', '/notes']) expect([page, (await ask(port, page, { headers })).status]).toEqual([page, 403])
    }
    expect((await ask(port, `/${PATHS.enter}?token=${'x'.repeat(22)}`, { headers: stranger })).status).toBe(403)
    expect((await ask(port, `/${PATHS.enter}`, { headers: stranger })).status).toBe(403)
    expect((await openPoll(port)).round).toBe(round)
  })

  it('hears nothing of the speaker\'s windows', async () => {
    const { port } = room
    const [stream, mine] = await Promise.all([listen(port, { headers: stranger }), listen(port, { window: 'a' })])
    await post(port, `${PATHS.windows}?window=b`, { type: 'tell', entries: {} })
    await vi.waitFor(() => expect(mine.windows).toHaveLength(1))
    expect(stream.windows).toEqual([])
    stream.close()
    mine.close()
  })

  it('becomes the speaker with it, by a cookie that no script reads and no other site sends', async () => {
    const { port, stage } = room
    await openPoll(port)
    const { status, headers } = await ask(port, `/${PATHS.enter}?token=${stage.token}`, { headers: stranger })
    expect(status).toBe(200)
    expect(headers['set-cookie']).toEqual([`stage-speaker-${port}=${stage.token}; Path=/; HttpOnly; SameSite=Strict`])
    const Cookie = `other=1; ${headers['set-cookie']?.[0]?.split(';')[0]}`
    expect((await post(port, PATHS.control, { kind: 'close', poll: 'time' }, { ...stranger, Cookie })).status).toBe(204)
    expect((await ask(port, '/presenter/1', { headers: { ...stranger, Cookie } })).status).toBe(200)
    const stream = await listen(port, { headers: { ...stranger, Cookie } })
    expect(stream.state()).toMatchObject({ speaker: true, polls: [{ votes: [0, 0, 0, 0] }] })
    stream.close()
  })

  it('gets the deck\'s files and nothing beside them', async () => {
    const { port } = room
    for (const page of ['/', '/3', '/assets/app.js', '/vote', '/VOTE', '/vote/']) expect([page, (await ask(port, page, { headers: stranger })).status]).toEqual([page, 200])
    for (const page of ['/.env', '/../package.json', '/..%2fpackage.json', '/%2e%2e/package.json', '/assets/gone.js', '/vote/other', '/voter', '//', '/%', '/@fs/etc/passwd', '/__slidev/slides/1.json', '/@server-reactive/nav']) {
      const { status, body } = await ask(port, page, { headers: stranger })
      expect([page, status, body.includes('SECRET'), body.includes('scripts')]).toEqual([page, expect.any(Number), false, false])
      expect([page, status < 500]).toEqual([page, true])
    }
    for (const method of ['POST', 'PUT', 'DELETE', 'OPTIONS']) expect((await ask(port, '/', { method, headers: stranger })).status).toBe(405)
  })

  it('from this machine\'s other addresses is this machine', async () => {
    const own = Object.values(networkInterfaces()).flat().find(one => one?.family === 'IPv4' && !one.internal)
    if (!own) return
    expect((await ask(room.port, '/presenter/1', { host: own.address })).status).toBe(200)
  })
})

describe('a page of another site in the speaker\'s browser', () => {
  it.each([
    ['under its own name (DNS rebinding)', { Host: 'attacker.example' }],
    ['under a name that begins like an address', { Host: '127.attacker.example', Origin: 'http://127.attacker.example' }],
    ['under an address with a name behind it', { Host: '127.0.0.1.attacker.example' }],
    ['with its origin', { Origin: 'https://attacker.example' }],
    ['with none, from a sandbox', { Origin: 'null' }],
    ['of another port', { 'Origin': 'http://localhost:1', 'Sec-Fetch-Site': 'same-site' }],
    ['without an origin, but the browser tells', { 'Sec-Fetch-Site': 'cross-site', 'Sec-Fetch-Mode': 'no-cors' }],
  ])('gets nowhere %s', async (_, headers) => {
    const { port } = room
    await openPoll(port)
    expect((await post(port, PATHS.control, { kind: 'close', poll: 'time' }, headers)).status).toBe(403)
    expect((await ask(port, `/${PATHS.events}`, { headers })).status).toBe(403)
    expect((await ask(port, '/assets/app.js', { headers })).status).toBe(403)
    expect((await openPoll(port)).phase).toBe('open')
  })

  it('is not the speaker under this machine\'s name, for which others in the network can answer', async () => {
    for (const name of [hostname(), `${hostname()}.local`, 'my-laptop.local']) {
      const port = await open({ names: ['my-laptop.local'] })
      await openPoll(port)
      const headers = { Host: `${name}:${port}`, Origin: `http://${name}:${port}` }
      expect((await ask(port, '/vote', { headers })).status).toBe(200)
      expect((await ask(port, '/presenter/1', { headers })).status).toBe(403)
      expect((await post(port, PATHS.control, { kind: 'close', poll: 'time' }, headers)).status).toBe(403)
      expect((await ask(port, '/presenter/1', { headers: { ...headers, Cookie: `stage-speaker-${port}=${room.stage.token}` } })).status).toBe(200)
    }
  })

  it('can\'t send what a form sends', async () => {
    expect((await post(room.port, PATHS.control, { kind: 'close', poll: 'time' }, { 'Content-Type': 'text/plain' })).status).toBe(415)
  })

  it('may link here, and so may anybody', async () => {
    expect((await ask(room.port, '/1', { headers: { 'Sec-Fetch-Site': 'cross-site', 'Sec-Fetch-Mode': 'navigate' } })).status).toBe(200)
  })
})

describe('rubbish', () => {
  it('of 10,000 bodies is refused each, counted never, and the server lives', async () => {
    const port = await open({ rates: { address: { burst: 1e6, perSecond: 1e6 }, phone: { burst: 1e6, perSecond: 1e6 } } })
    const { round } = await openPoll(port)
    const valid = { poll: 'time', round, choice: 0, phone: 'phone' }
    const values = [null, true, -1, 4, 0.1, 1e99, 0.1, '', '0', [], {}, '__proto__', 'x'.repeat(200), ['time'], { a: 1 }] as unknown[]
    const pick = <T>(list: readonly T[]): T => list[randomInt(list.length)] as T
    const rubbish = (i: number): string | Buffer => {
      const json = JSON.stringify(valid)
      switch (i % 5) {
        case 0: return randomBytes(randomInt(400))
        case 1: return json.slice(0, randomInt(json.length))
        // any text of letters may be a phone
        case 2: return JSON.stringify({ ...valid, [pick(['poll', 'round', 'choice'])]: pick(values.slice(0, 5)) })
        case 3: return JSON.stringify(pick(values))
        default: {
          // one byte gone, which leaves no JSON or no known name
          const at = randomInt(json.indexOf('time') + 4)
          return json.slice(0, at) + json.slice(at + 1)
        }
      }
    }
    let next = 0
    const statuses = new Map<number, number>()
    await Promise.all(Array.from({ length: 32 }, async () => {
      for (let i = next++; i < 10_000; i = next++) {
        const body = rubbish(i)
        const { status } = await ask(port, `/${PATHS.answer}`, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body })
        statuses.set(status, (statuses.get(status) ?? 0) + 1)
      }
    }))
    expect([...statuses.keys()].every(status => status >= 400 && status < 500)).toBe(true)
    expect((await openPoll(port)).votes).toEqual([0, 0, 0, 0])
  }, 120_000)

  it('that is too long is not read to its end', async () => {
    const { port } = room
    const long = JSON.stringify({ poll: 'time', round: 'r', choice: 0, phone: 'p', more: 'x'.repeat(LIMITS.answerBody) })
    expect((await post(port, PATHS.answer, long)).status).toBe(413)
    expect((await ask(port, '/')).status).toBe(200)
  })

  it('in Range ends nothing: the whole file is sent', async () => {
    const { port } = room
    for (const Range of ['bytes=5-3', 'bytes=1-99999999999999999999', 'bytes=-5', 'bytes=a-b', 'bytes=', 'lines=1-2']) {
      const { status, body } = await ask(port, '/assets/app.js', { headers: { Range } })
      expect([Range, status, body]).toEqual([Range, 200, 'export {}'])
    }
    expect(await ask(port, '/assets/app.js', { headers: { Range: 'bytes=1-3' } })).toMatchObject({ status: 206, body: 'xpo' })
    expect((await ask(port, '/assets/app.js', { headers: { Range: 'bytes=100-' } })).status).toBe(416)
  })

  it('that is no HTTP ends its connection alone', async () => {
    const socket = connect(room.port, '127.0.0.1')
    socket.on('error', () => {})
    const closed = new Promise(resolve => socket.on('close', resolve))
    socket.write('\x16\x03\x01 what?\r\n\r\n')
    await closed
    expect((await ask(room.port, '/')).status).toBe(200)
  })
})

describe('connections', () => {
  it('that send slowly are given up', async () => {
    const port = await open({ patience: 300 })
    for (const start of ['GET /vote HTTP/1.1\r\nHost: localhost\r\nX-A: ', `POST /${PATHS.answer} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{`]) {
      const socket = connect(port, '127.0.0.1')
      socket.on('error', () => {})
      const closed = new Promise(resolve => socket.on('close', resolve))
      socket.write(start)
      const dripping = setInterval(() => socket.write('a'), 50)
      await closed
      clearInterval(dripping)
    }
    expect((await ask(port, '/')).status).toBe(200)
  })

  it('that hold an event stream and do not read are dropped', async () => {
    const port = await open({ streams: { beat: 200, coalesce: 1 } })
    const socket = connect(port, '127.0.0.1')
    socket.on('error', () => {})
    socket.write(`GET /${PATHS.events} HTTP/1.1\r\nHost: localhost\r\n\r\n`)
    await vi.waitFor(() => expect(room.stage.listeners()).toBe(1))
    socket.pause()
    // until the system's own buffers are full
    const filling = JSON.stringify({ type: 'tell', entries: { key: 'x'.repeat(60_000) } })
    const sending = async () => {
      while (room.stage.listeners() > 0) expect((await post(port, `${PATHS.windows}?window=other`, filling)).status).toBe(204)
    }
    await sending()
    socket.destroy()
  }, 60_000)

  it('that listen are limited, by address and in all, and the speaker\'s are not', async () => {
    const port = await open({ streams: { most: 3, mostPerAddress: 2 } })
    const listenElsewhere = () => listen(port, { headers: { 'X-Forwarded-For': '10.0.0.9' } })
    const streams = [await listenElsewhere(), await listenElsewhere()]
    expect((await listenElsewhere()).status).toBe(503)
    const speaker = await listen(port)
    expect(speaker.status).toBe(200)
    speaker.close()
    streams[0]?.close()
    await vi.waitFor(() => expect(room.stage.listeners()).toBe(1))
    const third = await listenElsewhere()
    expect(third.status).toBe(200)
    third.close()
    streams[1]?.close()
  })

  it('that ask again before they are answered hold one place, and none when they have ended', async () => {
    const socket = connect(room.port, '127.0.0.1')
    socket.on('error', () => {})
    socket.write(`GET /${PATHS.events} HTTP/1.1\r\nHost: localhost\r\n\r\n`.repeat(50))
    await new Promise(resolve => socket.once('data', resolve))
    expect((await ask(room.port, '/')).status).toBe(200)
    expect(room.stage.listeners()).toBe(1)
    socket.destroy()
    await vi.waitFor(() => expect(room.stage.listeners()).toBe(0))
  })

  it.skipIf(process.platform !== 'linux')('that end in the middle of a file leave it closed', async () => {
    const folder = await builtDeck()
    await writeFile(path.join(folder, 'large.bin'), Buffer.alloc(8_000_000))
    const port = await open({ folder })
    const openFiles = () => readdir('/proc/self/fd').then(({ length }) => length)
    const before = await openFiles()
    for (let i = 0; i < 20; i++) {
      const socket = connect(port, '127.0.0.1')
      socket.on('error', () => {})
      socket.write('GET /large.bin HTTP/1.1\r\nHost: localhost\r\n\r\n')
      await new Promise(resolve => socket.once('data', resolve))
      socket.destroy()
    }
    await expect.poll(openFiles, { timeout: 5000 }).toBeLessThan(before + 5)
  })

  it('with too many answers wait: one phone soon, a whole room behind one address late', async () => {
    const port = await open({ rates: { address: { burst: 60, perSecond: 1 }, phone: { burst: 3, perSecond: 1 } } })
    const { round } = await openPoll(port)
    const vote = (phone: string) => answer(port, { poll: 'time', round, choice: 0, phone }).then(({ status }) => status)
    expect([await vote('a'), await vote('a'), await vote('a'), await vote('a')]).toEqual([204, 204, 204, 429])
    const room = await Promise.all(Array.from({ length: 50 }, (_, i) => vote(`phone-${i}`)))
    expect(new Set(room)).toEqual(new Set([204]))
    const flood = await Promise.all(Array.from({ length: 50 }, (_, i) => vote(`flood-${i}`)))
    expect(flood).toContain(429)
  })
})

describe('the server', () => {
  it('goes on where a file is gone', async () => {
    const folder = await builtDeck()
    const port = await open({ folder })
    await rm(path.join(folder, 'assets'), { recursive: true })
    await expect(ask(port, '/assets/app.js')).rejects.toThrow()
    expect((await ask(port, '/')).status).toBe(200)
  })

  it('takes the next port where one is in use, and says where a deck is missing', async () => {
    const other = await openRoom({ port: room.port })
    expect(other.port).toBeGreaterThan(room.port)
    await other.close()
    await expect(openRoom({ folder: '/nowhere' })).rejects.toThrow('There is no built deck in /nowhere')
  })

  it('serves a deck below its base path, and the vote with it', async () => {
    const port = await open({ folder: await builtDeck('/talks/rust/') })
    expect((await ask(port, '/')).headers.location).toBe('/talks/rust/')
    expect((await ask(port, '/talks/rust/3')).headers['set-cookie']).toEqual([`stage-port=${port}; Path=/talks/rust/; SameSite=Strict`])
    expect((await ask(port, '/talks/rust/vote')).body).toContain('<title>Vote')
    expect((await ask(port, '/talks/rust/sw.js')).body).toContain('unregister')
  })

  it('tells the slide where phones go, in a code, and that there is no network', async () => {
    let port = await open({ address: '192.168.1.20' })
    let stream = await listen(port)
    expect(stream.state()?.join).toMatchObject({ url: `http://192.168.1.20:${port}/vote`, size: 33, path: expect.stringMatching(/^M4 4h7v1h-7z/) })
    stream.close()
    port = await open({ address: '' })
    stream = await listen(port)
    expect(stream.state()?.join).toBeUndefined()
    stream.close()
  })
})
