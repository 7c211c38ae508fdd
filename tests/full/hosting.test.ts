/** The files that are written for hosts, followed as the hosts do: see tests/support/hosting.ts. */
import type { Hosting } from '../support/hosting'
import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { cp, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { describe, expect, inject, it, onTestFinished } from 'vitest'
import { ROOT } from '../../addons/hosted/commands/slidev'
import { freePort } from '../bench/server'
import { slides } from '../support/deck'
import { startHost } from '../support/host'
import { githubPages, netlify, vercel } from '../support/hosting'
import { newWindow, openSlide, settled } from '../support/site'

const routes = JSON.parse(await readFile(path.join(ROOT, 'vercel.json'), 'utf8'))
const hosts: { name: string, hosting: (folder: string, base: string) => Hosting }[] = [
  { name: 'Netlify', hosting: netlify },
  { name: 'Vercel', hosting: folder => vercel(folder, routes) },
  { name: 'GitHub Pages', hosting: folder => githubPages(folder) },
]

/** A build for the root of a host. */
const root = inject('withoutNotes')

/** A built file whose name carries its content's hash. */
const asset = /src="\/(assets\/[^"]+\.js)"/.exec(await readFile(path.join(root.folder, 'index.html'), 'utf8'))?.[1] ?? expect.fail('no script in index.html')

async function ask(url: string): Promise<{ status: number, cache: string, type: string }> {
  const { status, headers } = await fetch(url)
  return { status, cache: headers.get('cache-control') ?? '', type: headers.get('content-type') ?? '' }
}

/** What holds on every host. */
async function check(url: string, { pages = 200 } = {}): Promise<void> {
  for (const missing of ['assets/gone.js', 'assets/gone.css', 'pyodide-0/x.wasm']) {
    const { status, cache } = await ask(url + missing)
    expect(status, missing).toBe(404)
    // what can be kept has to be asked for again before it is used
    expect(cache, missing).not.toMatch(/immutable|max-age=[1-9]/)
  }
  expect(await ask(url + asset)).toMatchObject({ status: 200, type: expect.stringContaining('javascript') })
  for (const { no } of slides) expect(await (await fetch(url + no)).text(), `slide ${no}`).toContain(`data-slide="${no}"`)
  for (const page of ['', 'read', 'read/', '2.html']) expect(await ask(url + page), page).toMatchObject({ status: 200, type: expect.stringContaining('html') })
  for (const page of ['presenter/3', 'overview', 'notes', 'handout']) expect(await ask(url + page), page).toMatchObject({ status: pages, type: expect.stringContaining('html') })
}

describe.each(hosts)('on $name', ({ name, hosting }) => {
  it('what is missing is 404, and pages are there', async () => {
    const { site } = await startHost(root, { hosting })
    await check(site.url, { pages: name === 'GitHub Pages' ? 404 : 200 })
    if (name !== 'GitHub Pages') expect((await ask(site.url + asset)).cache).toContain('immutable')
  })
})

it('a deck that missed a file on one visit is whole on the next', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'host-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  await cp(root.folder, folder, { recursive: true })
  const host = await startHost({ ...root, folder })
  const { page } = await newWindow()
  for (const end of ['', '.gz']) await rename(path.join(folder, asset + end), path.join(folder, `${asset}${end}.away`))
  await page.goto(host.site.url)
  await page.locator('[role=alert]').waitFor()
  for (const end of ['', '.gz']) await rename(path.join(folder, `${asset}${end}.away`), path.join(folder, asset + end))
  await host.start(folder)
  await openSlide(page, host.site, 1)
})

it.each([['5.html', 5], ['999', slides.length], ['read/../3', 3]])('the address /%s shows slide %i, and says so', async (address, no) => {
  const { page } = await newWindow()
  await page.goto(root.url + address)
  await settled(page, no, 0)
  expect(new URL(page.url()).pathname).toBe(`/${no}`)
})

const hasNginx = spawnSync('nginx', ['-v']).status === 0
it.skipIf(!hasNginx)(`nginx, with the block of the README${hasNginx ? '' : ' (SKIPPED: no nginx here)'}`, async () => {
  const [, block = expect.fail('the README has no block for nginx')] = /```nginx\n([\s\S]*?)```/.exec(await readFile(path.join(ROOT, 'addons/hosted/README.md'), 'utf8')) ?? []
  const folder = await mkdtemp(path.join(tmpdir(), 'nginx-'))
  const port = await freePort()
  await writeFile(path.join(folder, 'nginx.conf'), `
    daemon off; pid ${folder}/pid; error_log stderr; worker_processes 1; ${process.getuid?.() === 0 ? 'user root;' : ''}
    events {}
    http { access_log off; include /etc/nginx/mime.types; default_type application/octet-stream;
      client_body_temp_path ${folder}/1; proxy_temp_path ${folder}/2; fastcgi_temp_path ${folder}/3; uwsgi_temp_path ${folder}/4; scgi_temp_path ${folder}/5;
      server { listen 127.0.0.1:${port}; root ${root.folder};\n${block}\n} }`)
  const server = spawn('nginx', ['-p', folder, '-c', path.join(folder, 'nginx.conf')], { stdio: 'ignore' })
  onTestFinished(async () => {
    server.kill()
    await once(server, 'exit')
    await rm(folder, { recursive: true, force: true })
  })
  const url = `http://127.0.0.1:${port}/`
  await expect.poll(() => fetch(url).then(({ status }) => status, () => 0), { timeout: 10_000 }).toBe(200)
  await check(url)
  expect((await ask(url + asset)).cache).toContain('immutable')
})
