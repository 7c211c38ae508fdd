/** The deck with every feature of Slidev's guide, the host that it takes pictures and frames from, and what a person sees of its slides. */
import type { BrowserContext, Page } from 'playwright-chromium'
import { once } from 'node:events'
import { cp, readFile, symlink, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import path from 'node:path'
import { ROOT } from '../../addons/hosted/commands/slidev'

const DECK = path.join(ROOT, 'addons/hosted/tests/features')
/** In the deck, the address of another host. */
const ELSEWHERE = 'http://localhost:4999'

/**
 * Copies the deck to a folder; its packages are the repository's own.
 *
 * @param elsewhere the other host's address
 * @param options `plain`: without the addon; `edit`: what becomes of slides.md
 * @returns its entry
 */
export async function copyFeatures(folder: string, elsewhere: string, { plain = false, edit = text => text }: { plain?: boolean, edit?: (markdown: string) => string } = {}): Promise<string> {
  // a server that was started in the deck leaves its cache there
  await cp(DECK, folder, { recursive: true, filter: source => path.basename(source) !== 'node_modules' })
  await symlink(path.join(ROOT, 'node_modules'), path.join(folder, 'node_modules'), 'junction')
  await writeFile(path.join(folder, 'package.json'), '{ "private": true, "type": "module" }\n')
  // the packages are outside of it
  await writeFile(path.join(folder, 'vite.config.ts'), `export default { server: { fs: { allow: ${JSON.stringify([folder, ROOT])} } } }\n`)
  const entry = path.join(folder, 'slides.md')
  const addon = path.relative(folder, path.join(ROOT, 'addons/hosted')).replaceAll(path.sep, '/')
  const text = (await readFile(entry, 'utf8')).replaceAll(ELSEWHERE, elsewhere)
  await writeFile(entry, edit(plain ? text.replace(/addons:\n.*\n/, '') : text.replace('@/../..', `@/${addon}`)))
  return entry
}

/** Another host: it has a picture, a film or a page at any address, by its ending. */
export async function startElsewhere(port = 0): Promise<{ url: string, close: () => Promise<void> }> {
  const picture = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 30" width="400" height="300"><rect width="40" height="30" fill="#8338ec"/></svg>'
  const film = await readFile(path.join(DECK, 'public/film.webm'))
  const server = createServer(({ url = '' }, response) => {
    if (url.endsWith('.webm')) response.writeHead(200, { 'Content-Type': 'video/webm' }).end(film)
    else if (url.endsWith('.html')) response.writeHead(200, { 'Content-Type': 'text/html' }).end('<!doctype html><p>A page of another host')
    else response.writeHead(200, { 'Content-Type': 'image/svg+xml' }).end(picture)
  }).listen(port, 'localhost')
  await once(server, 'listening')
  const address = server.address()
  if (typeof address !== 'object' || !address) throw new Error('No port is free')
  return {
    url: `http://localhost:${address.port}`,
    close: async () => {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

/** Answers for the hosts whose films and posts the deck shows, so that no request leaves this machine. */
export async function answerForEmbeds(context: BrowserContext): Promise<void> {
  const frame = (words: string) => `<!doctype html><p>${words}`
  const answers: [string, string, string][] = [
    ['https://www.youtube.com/**', 'text/html', frame('A film of another host')],
    ['https://platform.twitter.com/embed/**', 'text/html', frame('A post')],
    ['https://platform.twitter.com/widgets.js', 'text/javascript', 'window.twttr = { widgets: { async createTweet(id, parent) { const frame = document.createElement("iframe"); frame.src = `https://platform.twitter.com/embed/${id}`; parent.append(frame); return frame } } }'],
    ['https://embed.bsky.app/embed/**', 'text/html', frame('Another post')],
    ['https://embed.bsky.app/static/embed.js', 'text/javascript', 'window.bluesky = { scan(root) { for (const quote of root.querySelectorAll("blockquote")) { const frame = document.createElement("iframe"); frame.src = "https://embed.bsky.app/embed/a"; quote.replaceWith(frame) } } }'],
  ]
  for (const [address, contentType, body] of answers) await context.route(address, route => route.fulfill({ contentType, body }))
}

/** What a person sees of a slide. */
export interface Seen {
  /** Words that are not hidden, also in frames and in drawings, blanks made one. */
  text: string
  /** How many there are of what has no words, and is drawn. */
  drawn: Record<string, number>
}

/** Reads the slide that a page shows. */
export async function readSlide(page: Page, no: number): Promise<Seen> {
  const slide = `#slide-content [data-slidev-no="${no}"]`
  const seen = await page.evaluate(readInPage, slide)
  const frames = []
  for (const frame of await page.locator(`${slide} iframe`).all()) frames.push(await frame.contentFrame().locator('body').innerText({ timeout: 10_000 }).catch(() => 'nothing'))
  return { ...seen, text: [seen.text, ...frames].join(' | ').replaceAll(/\s+/g, ' ').trim() }
}

/** Runs in the page, so it can use nothing from outside. */
function readInPage(selector: string): Seen {
  const root = document.querySelector(selector)
  if (!root) throw new Error(`There is no ${selector}`)
  const isSeen = (element: Element) => element.checkVisibility({ opacityProperty: true, visibilityProperty: true })
  const within = (node: Element | ShadowRoot): Element[] => [...node.querySelectorAll('*')].flatMap(element => [element, ...element.shadowRoot ? within(element.shadowRoot) : []])
  const elements = [root, ...within(root)].filter(element => !element.matches('style, script, .sr-only, .katex-mathml, .katex-mathml *') && isSeen(element))
  const text = elements.flatMap(element => [...element.childNodes].filter(node => node.nodeType === Node.TEXT_NODE)).map(node => node.textContent).join(' ')
  const hasSize = (element: Element) => {
    const { width, height } = element.getBoundingClientRect()
    return width > 0 && height > 0
  }
  const drawn: Record<string, number> = {}
  for (const element of elements) {
    const { backgroundImage, maskImage } = getComputedStyle(element)
    const kinds = [
      element instanceof HTMLImageElement && element.naturalWidth > 0 && 'picture',
      element instanceof HTMLVideoElement && element.readyState >= 2 && 'film',
      element instanceof HTMLVideoElement && element.currentTime > 0 && 'film that has played',
      element instanceof HTMLIFrameElement && 'frame',
      element.matches('svg, canvas') && hasSize(element) && element.localName,
      element.matches('path, line, rect, circle, polygon, polyline') && 'stroke',
      element.matches('.view-line') && 'line of an editor',
      element.matches('.twoslash-hover') && 'type',
      element.matches('table, button, blockquote, li, pre, a[href], h1, sup') && element.localName,
      backgroundImage.includes('url(') && 'background',
      maskImage.includes('url(') && 'icon',
    ]
    for (const kind of kinds) if (kind) drawn[kind] = (drawn[kind] ?? 0) + 1
  }
  return { text: text.replaceAll(/\s+/g, ' ').trim(), drawn }
}
