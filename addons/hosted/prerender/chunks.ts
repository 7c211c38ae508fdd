import type { Rollup } from 'vite'

type OutputBundle = Rollup.OutputBundle
type OutputChunk = Rollup.OutputChunk

/**
 * The modules that a slide loads step by step, known beforehand, so that a page can ask for them at once: Slidev's play
 * page, the slide's own, and all that these import; without what the entry brings along.
 *
 * @returns file names in the output
 */
export function modulesOfSlide(bundle: OutputBundle, no: number): string[] {
  const chunks = Object.values(bundle).filter(file => file.type === 'chunk')
  const entry = follow(chunks.filter(chunk => chunk.isEntry), bundle)
  // several slides can be in one file
  const wanted = chunks.filter(({ moduleIds }) => moduleIds.some(id => id.endsWith('/pages/play.vue') || id === `/@slidev/slides/${no}/md`))
  return [...follow(wanted, bundle)].filter(chunk => !entry.has(chunk)).map(chunk => chunk.fileName)
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
