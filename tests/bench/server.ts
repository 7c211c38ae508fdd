import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { connect, createServer } from 'node:net'
import { setTimeout as delay } from 'node:timers/promises'
import { plainEnvironment } from '../../addons/hosted/commands/slidev'

/** A port that is free now. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, 'localhost')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  if (typeof address !== 'object' || !address) throw new Error('No port is free')
  return address.port
}

/** Longest, ms, that a program may take until it listens; it only ends a hang. */
const LONGEST_START = 300_000

/**
 * Starts a program that serves on a port, and ends it after its use.
 *
 * @param command the program with its arguments
 * @param options `cwd`; `port`, at which it will listen; `env`, added to ours; `longestStart`, ms
 * @param use what to do once it listens
 * @throws {Error} if it ends before it listens, or does neither in time, with what it said
 */
export async function withServer<T>([program = '', ...args]: string[], { cwd, port, env, longestStart = LONGEST_START }: { cwd: string, port: number, env?: Record<string, string> | undefined, longestStart?: number }, use: () => Promise<T>): Promise<T> {
  const child = spawn(program, args, { cwd, env: { ...plainEnvironment(), ...env }, stdio: ['ignore', 'pipe', 'pipe'] })
  let output = ''
  child.stdout.on('data', chunk => output += chunk)
  child.stderr.on('data', chunk => output += chunk)
  const ended = once(child, 'exit')
  try {
    const end = Date.now() + longestStart
    while (!await listens(port)) {
      if (child.exitCode !== null) throw new Error(`"${program} ${args.join(' ')}" ended before it served:\n${output}`)
      if (Date.now() > end) throw new Error(`"${program} ${args.join(' ')}" does not listen at port ${port} after ${longestStart / 1000} s:\n${output}`)
      await delay(20)
    }
    return await use()
  } finally {
    child.kill()
    await ended
  }
}

function listens(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, 'localhost')
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false))
    socket.once('connect', () => socket.destroy())
  })
}
