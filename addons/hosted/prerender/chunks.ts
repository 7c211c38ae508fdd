import type { Rollup } from 'vite'

type OutputBundle = Rollup.OutputBundle
type OutputChunk = Rollup.OutputChunk

/** Files that a page has to load, as named in the output. */
export interface Files {
  modules: string[]
  styles: string[]
}

/**
 * What a slide loads by and by, known beforehand, so that a page can ask for it at once: the module of Slidev's play
 * page, the slide's own, and all that these import; without what the entry brings along.
 */
export function filesOfSlide(bundle: OutputBundle, no: number): Files {
  const chunks = Object.values(bundle).filter(file => file.type === 'chunk')
  const entry = follow(chunks.filter(chunk => chunk.isEntry), bundle)
  const wanted = chunks.filter(({ facadeModuleId }) => facadeModuleId?.endsWith('/pages/play.vue') || facadeModuleId === `/@slidev/slides/${no}/md`)
  const late = [...follow(wanted, bundle)].filter(chunk => !entry.has(chunk))
  return {
    modules: late.map(chunk => chunk.fileName),
    styles: [...new Set(late.flatMap(chunk => [...chunk.viteMetadata?.importedCss ?? []]))],
  }
}

/** The chunks and all that they import statically, the imported ones first. */
function follow(chunks: OutputChunk[], bundle: OutputBundle, seen = new Set<OutputChunk>()): Set<OutputChunk> {
  for (const chunk of chunks) {
    if (seen.has(chunk)) continue
    const imported = chunk.imports.map(name => bundle[name]).filter(file => file?.type === 'chunk')
    follow(imported, bundle, seen)
    seen.add(chunk)
  }
  return seen
}
