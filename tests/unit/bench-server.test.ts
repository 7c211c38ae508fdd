// @vitest-environment node
import process from 'node:process'
import { expect, it } from 'vitest'
import { freePort, withServer } from '../bench/server'

const node = (code: string) => [process.execPath, '-e', code]

it('a server that listens is used', async () => {
  const port = await freePort()
  const server = node(`require('node:http').createServer((_, response) => response.end('there')).listen(${port}, 'localhost')`)
  expect(await withServer(server, { cwd: '.', port }, async () => (await fetch(`http://localhost:${port}/`)).text())).toBe('there')
})

it('one that neither listens nor ends is given up, with what it said', async () => {
  const port = await freePort()
  const hangs = node('console.log("about to hang"); setInterval(() => {}, 1000)')
  await expect(withServer(hangs, { cwd: '.', port, longestStart: 1500 }, async () => {})).rejects.toThrow(/does not listen at port \d+ after 1.5 s:\nabout to hang/)
})

it('one that ends is an error with what it said', async () => {
  const port = await freePort()
  await expect(withServer(node('console.log("no port"); process.exitCode = 1'), { cwd: '.', port }, async () => {})).rejects.toThrow(/ended before it served:\nno port/)
})
