import type { ServeOptions } from '../../addons/hosted/tests/serve'
import type { Hosting } from './hosting'
import type { Site } from './setup'
import { onTestFinished } from 'vitest'
import { serveFolder } from '../../addons/hosted/tests/serve'
import { netlify } from './hosting'

/** A host of its own for one test, which can go away, come back and change what it serves, always at one address. */
export interface Host {
  site: Site
  /** Paths that were asked for, below the base, in their order. */
  requests: string[]
  /** The network is gone. */
  stop: () => Promise<void>
  /** The network is back; a folder given is another version, put there meanwhile. */
  start: (folder?: string) => Promise<void>
}

/**
 * Serves a built deck as a host does.
 *
 * @param site what; its address is the host's
 * @param options `headers`: other ones than the site's own; `hosting`: another host than Netlify
 */
export async function startHost(site: Site, { headers, hosting = netlify }: Pick<ServeOptions, 'headers'> & { hosting?: (folder: string, base: string) => Hosting } = {}): Promise<Host> {
  const requests: string[] = []
  const serve = (folder: string, port: number) => {
    const host = hosting(folder, site.base)
    return serveFolder({
      folder,
      base: site.base,
      port,
      headers,
      hosting: (pathname) => {
        requests.push(pathname)
        return host(pathname)
      },
    })
  }
  let folder = site.folder
  let server: Awaited<ReturnType<typeof serve>> | undefined = await serve(folder, 0)
  const { url } = server
  const stop = async () => {
    await server?.close()
    server = undefined
  }
  onTestFinished(stop)
  return {
    site: { ...site, url },
    requests,
    stop,
    start: async (next = folder) => {
      await stop()
      folder = next
      server = await serve(folder, Number(new URL(url).port))
    },
  }
}
