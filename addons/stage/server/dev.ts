import type { ResolvedSlidevOptions } from '@slidev/types'
import type { Plugin, ViteDevServer } from 'vite'
import type { Stage } from './stage'
import type { VotePage } from './vote-page'
import { isStagePath, pathBelow, servedCookie } from './paths'

/**
 * `npm run dev` has the stage of `npm run present`, so that a slide with a poll can be tried while it is written. Vite
 * listens on this machine alone unless it was told otherwise; then phones can vote here too.
 *
 * @param token makes a browser that has it the speaker's
 */
export function stageInDev({ mode, userRoot }: Pick<ResolvedSlidevOptions, 'mode' | 'userRoot'>, token: string): Plugin {
  return {
    name: 'stage:server',
    apply: 'serve',
    configureServer(server) {
      if (mode !== 'dev') return
      const { base } = server.config
      let stage: Promise<Stage> | undefined
      server.httpServer?.on('close', () => void stage?.then(({ close }) => close()))
      server.middlewares.use((request, response, next) => {
        if (request.headers.accept?.includes('text/html')) response.setHeader('Set-Cookie', servedCookie(request, base))
        if (!isStagePath(pathBelow(base, request))) return next()
        stage ??= start(server, userRoot, token)
        stage.then(({ handle }) => handle(request, response), next)
      })
    },
  }
}

/** Loads what only a poll needs. */
async function start(server: ViteDevServer, userRoot: string, token: string): Promise<Stage> {
  const [{ createStage }, { pollTheme, readStyles }, { buildVotePage }] = await Promise.all([import('./stage'), import('./theme'), import('./vote-page')])
  let page: VotePage | undefined
  return createStage({
    base: server.config.base,
    token,
    // not yet: each window listens when it opens, and would wait for the page that only phones ask for
    votePage: () => page ??= buildVotePage(pollTheme(readStyles(userRoot))),
    origin() {
      const { network = [], local = [] } = server.resolvedUrls ?? {}
      const url = network[0] ?? local[0]
      return url && new URL(url).origin
    },
  })
}
