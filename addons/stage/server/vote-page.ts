import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { buildSync, transformSync } from 'esbuild'

/** The page that phones vote on: one file, that needs nothing else. */
export interface VotePage {
  html: string
  zipped: Buffer
  /** Its Content-Security-Policy: its own script and style, and this server to talk to. */
  policy: string
}

const read = (name: string) => readFileSync(new URL(`../vote/${name}`, import.meta.url), 'utf8')

/** JavaScript that phones of the last five years know. */
const TARGET = 'es2020'

/**
 * @param theme the deck's custom properties, see theme.ts
 */
export function buildVotePage(theme = ''): VotePage {
  const script = buildSync({
    entryPoints: [fileURLToPath(new URL('../vote/main.ts', import.meta.url))],
    bundle: true,
    minify: true,
    write: false,
    format: 'iife',
    charset: 'utf8',
    target: TARGET,
  }).outputFiles[0]?.text.trim() ?? ''
  const style = theme + transformSync(read('page.css'), { loader: 'css', minify: true, charset: 'utf8' }).code.trim()
  const html = read('page.html').replace('/* style */', () => style).replace('/* script */', () => script)
  return { html, zipped: gzipSync(html), policy: policy(script, style) }
}

function policy(script: string, style: string): string {
  const hash = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`
  return [
    'default-src \'none\'',
    `script-src ${hash(script)}`,
    `style-src ${hash(style)}`,
    'connect-src \'self\'',
    'img-src data:',
    'base-uri \'none\'',
    'form-action \'none\'',
    'frame-ancestors \'none\'',
  ].join('; ')
}
