import type { Connect, ViteDevServer } from 'vite'

/**
 * A middleware that is an async function and fails, such as Slidev's for a body that is no JSON, leaves its request without
 * an answer and ends the process: Node ends on an unhandled rejection. Every middleware's rejection becomes an error like
 * any other. To be called when all have been added.
 */
export function catchRejections({ middlewares, config }: Pick<ViteDevServer, 'middlewares' | 'config'>): void {
  for (const layer of middlewares.stack) {
    const { handle } = layer
    // one of four parameters is for errors
    if (typeof handle !== 'function' || handle.length > 3) continue
    layer.handle = function (request, response, next) {
      const failed = (error: unknown): void => {
        config.logger.error(`${request.method} ${request.url}: ${error instanceof Error ? error.message : String(error)}`)
        if (response.headersSent) response.destroy()
        else next(error)
      }
      try {
        const result: unknown = Reflect.apply(handle as Connect.NextHandleFunction, middlewares, [request, response, next])
        if (result instanceof Promise) result.catch(failed)
      } catch (error) {
        failed(error)
      }
    } satisfies Connect.NextHandleFunction
  }
}
