/**
 * Makes the hosted deck work offline and installable. Slidev's own option `pwa` is left off: its worker reloads open windows
 * when a new version is there, also in mid-talk, its fallback excludes the presenter and the overview, and its list of
 * files can't be set. This is the same plugin, vite-plugin-pwa, set up for a talk; see register.ts for what happens when.
 */
import type { ResolvedSlidevOptions } from '@slidev/types'
import type { HtmlTagDescriptor, PluginOption } from 'vite'
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { INLINE_SCRIPT } from './inline-script'
import { readToken } from './tokens'

/** What the first visit loads in the background: the deck, without what only a click asks for. */
const PRECACHED = {
  globPatterns: ['**/*.{html,js,mjs,css,svg,png,jpg,jpeg,webp,avif,gif,woff2,ico,json,txt,webmanifest}'],
  globIgnores: [
    // link previews, search engines, hosts
    'previews/**', 'robots.txt', '404.html',
    // the browser fetches them when the deck is installed
    'icon-*.png', 'apple-touch-icon.png',
    // the live experiment's, see RUN_TIME
    'pyodide-*/**',
  ],
}

/** What is kept once somebody has asked for it. */
export const RUN_TIME = {
  /** The live experiment's large files: their names change with their content, so what was fetched stays right. */
  live: /\/pyodide-[^/]+\/[^/]+$|\.(?:wasm|whl|zip|so)$/,
  /** The talk as a PDF: the newest where there is a network. */
  pdf: /\.pdf$/,
}

/**
 * Addresses that are no page of Slidev's: files. The worker leaves them to the network; all other pages that the build did
 * not write are Slidev's `index.html`, as on the host.
 */
export const NO_PAGE = [/\/[^/]+\.(?!html$)[a-z\d]+$/i]

/** Longest, s, that the PDF is waited for where an older one is at hand. */
const PDF_WAIT = 10

/**
 * The build's plugins: the list of files and the worker, the manifest, and the tags in the page's head.
 *
 * @param options Slidev's: title, language and base come from there
 */
export async function offline({ data, base = '/', userRoot, mode }: Pick<ResolvedSlidevOptions, 'data' | 'base' | 'userRoot' | 'mode'>): Promise<PluginOption[]> {
  if (mode !== 'build') return []
  // only here: it takes its time to load, and `npm run dev` shall not wait for it
  const { VitePWA } = await import('vite-plugin-pwa')
  const has = (file: string) => existsSync(path.join(userRoot, file))
  const tokens = has('styles/tokens.css') ? readFileSync(path.join(userRoot, 'styles/tokens.css'), 'utf8') : ''
  const paper = { light: readToken(tokens, ':root', '--paper', '#ffffff'), dark: readToken(tokens, 'html.dark', '--paper', '#121212') }
  const { title, info } = data.config
  const tags: HtmlTagDescriptor[] = [
    { tag: 'meta', injectTo: 'head', attrs: { name: 'theme-color', media: '(prefers-color-scheme: light)', content: paper.light } },
    { tag: 'meta', injectTo: 'head', attrs: { name: 'theme-color', media: '(prefers-color-scheme: dark)', content: paper.dark } },
    ...has('public/apple-touch-icon.png') ? [{ tag: 'link', injectTo: 'head' as const, attrs: { rel: 'apple-touch-icon', href: `${base}apple-touch-icon.png` } }] : [],
  ]

  return [
    {
      name: 'offline:head',
      apply: 'build',
      transformIndexHtml: {
        order: 'post',
        handler: html => ({
          // before any style sheet, which an inline script would wait for
          html: html.replace(/<meta[^>]*\scharset=[^>]*>/i, charset => `${charset}\n<script>${INLINE_SCRIPT}</script>`),
          tags,
        }),
      },
    },
    VitePWA({
      base,
      injectRegister: false,
      includeManifestIcons: false,
      manifest: {
        id: base,
        name: title,
        short_name: title.split(/[:(]/)[0]?.trim() ?? title,
        description: typeof info === 'string' ? info : undefined,
        lang: String(data.headmatter.lang ?? 'en'),
        start_url: base,
        scope: base,
        display: 'standalone',
        theme_color: paper.light,
        background_color: paper.light,
        categories: ['education', 'productivity'],
        icons: [
          { src: 'icon-192.png', sizes: '192x192', type: 'image/png' },
          { src: 'icon-512.png', sizes: '512x512', type: 'image/png' },
          { src: 'icon-maskable-512.png', sizes: '512x512', type: 'image/png', purpose: 'maskable' },
          { src: 'favicon.svg', sizes: 'any', type: 'image/svg+xml' },
        ].filter(({ src }) => has(`public/${src}`)),
        shortcuts: [
          { name: 'Present', url: `${base}presenter/1` },
          { name: 'Read as an article', url: `${base}read/` },
        ],
      },
      workbox: {
        ...PRECACHED,
        // a deck with an editor in it has chunks of several MB, and is kept whole all the same
        maximumFileSizeToCacheInBytes: 32_000_000,
        inlineWorkboxRuntime: true,
        sourcemap: false,
        // the first visit's window is served by it as soon as everything is there; a new version waits, see register.ts
        clientsClaim: true,
        skipWaiting: false,
        cleanupOutdatedCaches: true,
        // `/11?clicks=2` is the page `/11`, which Workbox finds in the file `11.html`
        ignoreURLParametersMatching: [/./],
        navigateFallback: 'index.html',
        navigateFallbackDenylist: NO_PAGE,
        runtimeCaching: [
          {
            urlPattern: RUN_TIME.live,
            handler: 'CacheFirst',
            options: { cacheName: `live-experiment ${base}`, expiration: { maxEntries: 16, purgeOnQuotaError: true } },
          },
          {
            urlPattern: RUN_TIME.pdf,
            handler: 'NetworkFirst',
            options: { cacheName: `pdf ${base}`, networkTimeoutSeconds: PDF_WAIT, rangeRequests: true },
          },
        ],
      },
    }),
  ]
}
