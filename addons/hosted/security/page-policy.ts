/** Puts its Content-Security-Policy into each page of the finished deck, for hosts that send no headers. */
import type { ResolvedSlidevOptions } from '@slidev/types'
import type { Plugin, ResolvedConfig } from 'vite'
import { existsSync } from 'node:fs'
import { readdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { INLINE_SCRIPTS } from './inline-scripts'
import { formatPolicy, pagePolicy } from './policy'
import { PolicyNeeds } from './policy-needs'
import { runtimeStyles } from './runtime-styles'

const CHARSET = /<meta[^>]*\scharset=[^>]*>/i
const STYLE = /<style\b[^>]*>([\s\S]*?)<\/style>/gi
const SCRIPT = /<script\b([^>]*)>([\s\S]*?)<\/script>/gi
const HANDLER = /<[a-z][^>]*\s(on[a-z]+)=/i
const STYLE_ATTRIBUTE = /<[a-z](?:[^>"]|"[^"]*")*?\sstyle="/i

/**
 * Writes the policy right behind the page's charset, since it holds only for what comes after it.
 *
 * @param html a finished page: whatever is changed in it later may not match its hash any more
 * @param styles texts of the `<style>` elements that scripts will add
 * @param needs what the deck needs beyond that
 * @throws if the page needs what the policy forbids
 */
export function withPolicy(html: string, styles: readonly string[], needs = new PolicyNeeds()): string {
  const problem = forbidden(html)
  if (problem) throw new Error(problem)
  const inPage = [...html.matchAll(STYLE)].map(([, text]) => text ?? '')
  const meta = `<meta http-equiv="Content-Security-Policy" content="${formatPolicy(needs.extend(pagePolicy([...inPage, ...styles])))}">`
  return html.replace(CHARSET, charset => `${charset}\n${meta}`)
}

/** What the policy would forbid in the page, in words. */
function forbidden(html: string): string | undefined {
  if (!CHARSET.test(html)) return 'it has no <meta charset>, behind which its policy would go'
  for (const [, attributes = '', text = ''] of html.matchAll(SCRIPT)) {
    const isData = /\stype="?application\/(?:ld\+)?json/.test(attributes)
    if (/\ssrc=/.test(attributes) || isData || INLINE_SCRIPTS.includes(text)) continue
    return `it has an inline script that addons/hosted/security/inline-scripts.ts does not list; list it there, or put it into a file in public/: ${text.trim().slice(0, 60)}`
  }
  // scripts may speak of markup
  const markup = html.replace(SCRIPT, '').replace(STYLE, '')
  const handler = HANDLER.exec(markup)?.[1]
  if (handler) return `it has an inline handler, "${handler}"`
  if (STYLE_ATTRIBUTE.test(markup)) return `it has a style attribute; put it into a style sheet: ${STYLE_ATTRIBUTE.exec(markup)?.[0].slice(-80)}`
  return undefined
}

/**
 * The step of the build. It runs after the steps that write pages and before the one that lists all files for the service
 * worker, so it runs between them in setup/vite-plugins.ts.
 *
 * @param options Slidev's
 * @param needs what prerendering has seen the deck use
 */
export function pagePolicies({ data }: Pick<ResolvedSlidevOptions, 'data'>, needs: PolicyNeeds): Plugin {
  let config: ResolvedConfig
  return {
    name: 'security:page-policies',
    apply: 'build',
    configResolved(resolved) {
      config = resolved
    },
    closeBundle: {
      order: 'pre',
      sequential: true,
      async handler(error?: Error) {
        const { canvasWidth, aspectRatio } = data.config
        const styles = runtimeStyles({ width: canvasWidth, height: Math.ceil(canvasWidth / aspectRatio) })
        const folder = path.resolve(config.root, config.build.outDir)
        // Vite closes a bundle that failed as well, and does not always say so
        if (error || !existsSync(path.join(folder, 'index.html'))) return
        needs.noteFeatures(data)
        const allowed = needs.describe()
        if (allowed.length) config.logger.warn(`The pages' policy allows what slides use beyond the deck's own files: ${allowed.join('; ')}`)
        for (const name of await readdir(folder, { recursive: true })) {
          // what the deck's author has put into public/ is no page of the deck
          if (!name.endsWith('.html') || existsSync(path.join(config.publicDir, name))) continue
          const file = path.join(folder, name)
          const html = await readFile(file, 'utf8')
          try {
            await writeFile(file, withPolicy(html, styles, needs))
          } catch (error) {
            this.error(`${name} can't get its Content-Security-Policy: ${(error as Error).message}`)
          }
        }
      },
    },
  }
}
