import type { ResolvedSlidevOptions } from '@slidev/types'
import type { Plugin } from 'vite'

/** What is said where the presenter is open to the network. */
export const REMOTE_WARNING = '--remote without a password: whoever reaches this address can read the notes and drive the talk. Use --remote=<password>.'

/**
 * Warns when `slidev --remote` is started without a password, which Slidev does without a word.
 *
 * @param options Slidev's; `remote` is the password, empty without one, undefined without `--remote`
 */
export function warnOfOpenRemote({ remote }: Pick<ResolvedSlidevOptions, 'remote'>): Plugin {
  return {
    name: 'security:remote-warning',
    apply: 'serve',
    configureServer(server) {
      if (remote === '') server.config.logger.warn(`\n  ! ${REMOTE_WARNING}`)
    },
  }
}
