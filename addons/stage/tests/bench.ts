/**
 * `npm run bench:stage`: a room of phones on this machine's loopback against a stage server in a process of its own. Each
 * phone holds an event stream and votes once within the first seconds; then all streams are cut and opened again at once.
 * It fails if a vote was lost or counted twice. `--phones` (500), `--seconds` (3) to vote in; bounded by a minute.
 */
import type { ChildProcess } from 'node:child_process'
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { rm } from 'node:fs/promises'
import process from 'node:process'
import { setTimeout as after } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { answered } from '../words'
import { percentile } from './support/percentile'
import { answer, builtDeck, listen, openPoll, page } from './support/room'

/** Longest that all of it may take, ms. */
const LONGEST = 60_000

/** What the server's process has used so far. */
interface Usage {
  /** Resident memory, bytes. */
  rss: number
  /** Processor time, µs. */
  cpu: number
}

/** The server's side of the benchmark. */
async function serve(): Promise<void> {
  const { serveStage } = await import('../server/serve')
  const folder = await builtDeck()
  const { port, close } = await serveStage({ folder, port: 0, votePage: () => page })
  process.on('message', (message) => {
    if (message === 'usage') {
      const { user, system } = process.cpuUsage()
      process.send?.({ rss: process.memoryUsage.rss(), cpu: user + system } satisfies Usage)
    } else {
      void close().then(() => rm(folder, { recursive: true })).then(() => process.exit())
    }
  })
  process.send?.(port)
}

async function ask<Reply>(server: ChildProcess, message: string): Promise<Reply> {
  const reply = once(server, 'message')
  server.send(message)
  return (await reply as [Reply])[0]
}

async function bench(phones: number, seconds: number): Promise<void> {
  const server = fork(fileURLToPath(import.meta.url), [], { env: { ...process.env, STAGE_BENCH_SERVER: '1' } })
  const tooLong = setTimeout(() => {
    server.kill()
    throw new Error(`Not done after ${LONGEST / 1000} s`)
  }, LONGEST)
  try {
    const [port] = await once(server, 'message') as [number]
    const idle = await ask<Usage>(server, 'usage')
    const { round } = await openPoll(port)
    const slide = await listen(port)
    // as phones of the room, not as windows of the speaker's
    const headers = { 'X-Forwarded-For': '192.0.2.1' }
    let streams = await Promise.all(Array.from({ length: phones }, () => listen(port, { headers })))
    const connected = await ask<Usage>(server, 'usage')

    // from a vote's POST to the first message to the slide that has it: the slide's count is asked for in the votes' order
    const sent: number[] = []
    const delays: number[] = []
    const counting = slide.until(({ polls }) => {
      const count = answered(polls[0] ?? {}) ?? 0
      for (let i = delays.length; i < count; i += 1) delays.push(performance.now() - (sent[i] ?? Number.NaN))
      return count >= phones
    })
    const started = performance.now()
    const replies = await Promise.all(Array.from({ length: phones }, async (_, i) => {
      await after(i / phones * seconds * 1000)
      sent.push(performance.now())
      return (await answer(port, { poll: 'time', round, choice: i % 4, phone: `phone-${i}` })).status
    }))
    await counting
    const took = performance.now() - started
    const voted = await ask<Usage>(server, 'usage')
    const refused = replies.filter(status => status !== 204).length
    const votes = slide.state()?.polls[0]?.votes ?? []

    for (const { close } of streams) close()
    const cut = performance.now()
    streams = await Promise.all(Array.from({ length: phones }, () => listen(port, { headers })))
    const back = performance.now() - cut
    const same = streams.every(({ status, state }) => status === 200 && state()?.polls[0]?.round === round)
    const after2 = await ask<Usage>(server, 'usage')
    const still = slide.state()?.polls[0]?.votes ?? []
    for (const { close } of [...streams, slide]) close()

    const mb = (bytes: number) => `${(bytes / 1024 / 1024).toFixed(0)} MB`
    const busy = (from: Usage, to: Usage, ms: number) => `${((to.cpu - from.cpu) / 1000 / ms * 100).toFixed(0)}% of a core`
    console.log([
      `${phones} phones, a vote each within ${seconds} s; ${process.platform}, Node ${process.version}`,
      `  counted           ${answered({ votes })} of ${phones}, refused ${refused}, after ${(took / 1000).toFixed(2)} s`,
      `  POST to slide     median ${percentile(delays, 50).toFixed(0)} ms, 95th percentile ${percentile(delays, 95).toFixed(0)} ms, most ${Math.max(...delays).toFixed(0)} ms`,
      `  all back at once  ${back.toFixed(0)} ms, with the same vote: ${same ? 'yes' : 'no'}`,
      `  memory            ${mb(idle.rss)} idle, ${mb(connected.rss)} connected, ${mb(Math.max(voted.rss, after2.rss))} at most`,
      `  processor         ${busy(connected, voted, took)} while they voted`,
    ].join('\n'))
    const expected = Array.from({ length: 4 }, (_, choice) => Math.ceil((phones - choice) / 4))
    if (refused || !same || [votes, still].some(counted => counted.join() !== expected.join())) throw new Error(`Not every vote was counted once: ${votes.join()} and ${still.join()}, not ${expected.join()}`)
  } finally {
    clearTimeout(tooLong)
    if (server.connected) server.send('end')
  }
}

if (process.env.STAGE_BENCH_SERVER) {
  await serve()
} else {
  const { values } = parseArgs({ options: { phones: { type: 'string', default: '500' }, seconds: { type: 'string', default: '3' } } })
  await bench(Number(values.phones), Number(values.seconds))
}
