/** The presenter's window beside the audience's, and what others may do to it. */
import { once } from 'node:events'
import { createServer } from 'node:http'
import { describe, expect, it, onTestFinished } from 'vitest'
import { slides, steps } from '../support/deck'
import { startHost } from '../support/host'
import { newWindow, openSlide, position, settled, site, walk } from '../support/site'

/** Words of a text, but for figures' names and marks of clicks. */
const words = (text: string) => text.replaceAll(/<[^>]+>|\[\[.*?\]\]|\[click(?::\d+)?\]/g, ' ').match(/\p{L}{3,}/gu) ?? []

describe('the presenter', () => {
  it('leads the audience\'s window through the talk and back, with each slide\'s note', async () => {
    const presenter = await newWindow()
    await presenter.page.goto(`${site.url}presenter/1`)
    await settled(presenter.page, 1, 0)
    const audience = await presenter.context.newPage()
    await openSlide(audience, site, 1)
    await walk(presenter.page, 'ArrowRight', steps, async ({ no, clicks }) => {
      await settled(audience, no, clicks)
      if (clicks > 0) return
      const { note } = slides[no - 1] ?? expect.fail('no such slide')
      const shown = presenter.page.locator('.slidev-note').first()
      if (note) await expect.poll(async () => words(await shown.innerText()), { message: `slide ${no}: its note` }).toEqual(expect.arrayContaining(words(note).slice(0, 8)))
    })
    await walk(presenter.page, 'ArrowLeft', steps.slice(-8).toReversed(), ({ no, clicks }) => settled(audience, no, clicks))
    expect(presenter.problems).toEqual([])
  })
})

describe('from outside', () => {
  /**
   * A page of another origin that opens the deck and tries to drive it by messages, the one way that a browser leaves open
   * between origins.
   */
  async function stranger(target: string): Promise<string> {
    const server = createServer((_, response) => {
      response.setHeader('Content-Type', 'text/html').end(`<iframe src="${target}"></iframe><script>
        const other = window.open(${JSON.stringify(target)})
        globalThis.sent = 0
        setInterval(() => {
          for (const to of [other, frames[0]]) {
            for (const message of [{ target: 'slidev', type: 'navigate', no: 5 }, { target: 'slidev', type: 'navigate', operation: 'next' }]) to?.postMessage(message, '*')
          }
          globalThis.sent++
        }, 50)
      </script>`)
    })
    server.listen(0, 'localhost')
    await once(server, 'listening')
    onTestFinished(() => {
      server.closeAllConnections()
      server.close()
    })
    const address = server.address()
    return `http://localhost:${typeof address === 'object' ? address?.port : ''}/`
  }

  it.each([
    { served: 'with headers', headers: undefined },
    { served: 'without', headers: () => ({}) },
  ])('nobody drives the presenter, $served', async ({ headers }) => {
    const host = await startHost(site, { headers })
    const { page, context } = await newWindow()
    const opened = context.waitForEvent('page')
    const sockets: string[] = []
    context.on('page', page => page.on('websocket', socket => sockets.push(socket.url())))
    await page.goto(await stranger(`${host.site.url}presenter/2`))
    const presenter = await opened
    await settled(presenter, 2, 0)
    // messages go on meanwhile
    await page.evaluate(() => Object.assign(globalThis, { sent: 0 }))
    await page.waitForFunction(() => (globalThis as unknown as { sent: number }).sent >= 15)
    expect(await position(presenter)).toMatchObject({ no: 2, clicks: 0 })
    expect(sockets).toEqual([])
    expect(host.requests.filter(request => !/\.(?:js|css|woff2|svg|png|webmanifest)$|^\/(?:presenter\/2)?$|^\/index\.html$/.test(request)), 'requests that are no files of the deck').toEqual([])
  })

  it('nobody frames it', async () => {
    const { page } = await newWindow()
    await page.goto(await stranger(`${site.url}presenter/2`))
    await page.waitForLoadState('networkidle')
    const [, frame] = page.frames()
    expect(frame?.url()).not.toContain('presenter')
  })
})
