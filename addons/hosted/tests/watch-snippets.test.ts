import { expect, it } from 'vitest'
import { watchSnippets } from '../dev/watch-snippets'

it('keeps the files of code when Slidev reads slides.md again, in the list that its renderer holds', () => {
  const data = { watchFiles: { 'slides.md': new Set<number>() } as Record<string, Set<number>> }
  const held = data.watchFiles
  const { configureServer } = watchSnippets({ data }) as unknown as { configureServer: () => void }
  configureServer()

  held['code.py'] = new Set([7])
  Object.assign(data, { watchFiles: { 'slides.md': new Set([1]) } })
  expect(data.watchFiles).toEqual({ 'slides.md': new Set([1]), 'code.py': new Set([7]) })
  expect(data.watchFiles).toBe(held)
})
