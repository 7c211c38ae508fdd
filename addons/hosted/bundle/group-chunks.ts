/**
 * What is always needed together is one file: the deck's own code, Vue, the slides three by three, what several of them
 * share, and the parts of the chrome that come later. All styles are one sheet, so their order does not depend on the way
 * that somebody takes through the deck.
 */
import type { Plugin } from 'vite'
import { LATER } from './replace-modules'

// these change least, and every slide waits for them
const VENDOR = /\/node_modules\/(?:vue|@vue|vue-router|@vueuse|unhead|@unhead)\//
/** Slidev's module of a slide; its number is in the path. */
const SLIDE = /^\/@slidev\/slides\/(\d+)\/md$/
const PLAY_PAGE = /\/@slidev\/client\/pages\/play\.vue$/
const SLIDES_PER_FILE = 3

/** A module as the bundler knows it. */
interface Module {
  isEntry: boolean
  /** Ids of the modules that it imports statically. */
  importedIds: readonly string[]
}

/**
 * Tells in which file a module goes.
 *
 * @param modules all modules by their id
 * @returns the file's name by the module's id; a module without a name goes where the bundler puts it
 */
export function groupModules(modules: ReadonlyMap<string, Module>): Map<string, string> {
  const groups = new Map<string, string>()
  const closure = (roots: string[]): Set<string> => {
    const seen = new Set<string>()
    for (let id = roots.pop(); id !== undefined; id = roots.pop()) {
      if (seen.has(id) || groups.has(id)) continue
      seen.add(id)
      roots.push(...modules.get(id)?.importedIds ?? [])
    }
    return seen
  }
  const put = (ids: Iterable<string>, name: string) => {
    for (const id of ids) groups.set(id, VENDOR.test(id) ? 'modules/vue' : name)
  }
  const ids = [...modules.keys()]

  put(closure(ids.filter(id => modules.get(id)?.isEntry || PLAY_PAGE.test(id))), 'deck')
  put(closure(ids.filter(id => LATER.test(id)).map(id => LATER.exec(id)?.[1] ?? '')), 'later')
  const slidesOf = new Map<string, Set<string>>()
  for (const id of ids) {
    const no = Number(SLIDE.exec(id)?.[1] ?? 0)
    if (!no) continue
    const file = `slides/${Math.ceil(no / SLIDES_PER_FILE)}`
    for (const needed of closure([id])) slidesOf.set(needed, (slidesOf.get(needed) ?? new Set()).add(file))
  }
  for (const [id, [file, ...others]] of slidesOf) put([id], others.length || !file ? 'slides/shared' : file)
  return groups
}

/** Groups the build's files; a slide or a page that Slidev has moved elsewhere goes where the bundler puts it. */
export function groupChunks(): Plugin {
  let groups = new Map<string, string>()
  // a group takes with it what its modules import, unless that has a group of higher priority
  const group = (debugName: string, pattern: RegExp, priority: number) => ({ debugName, name: (id: string) => pattern.test(groups.get(id) ?? '') ? groups.get(id) : null, priority })
  return {
    name: 'hosted:group-chunks',
    apply: 'build',
    enforce: 'pre',
    config: {
      order: 'post',
      handler(config) {
        // these take the place of Slidev's groups, of which Vite would warn that they are left aside
        for (const output of [config.build?.rollupOptions?.output].flat()) if (output) delete output.manualChunks
        return { build: {
          cssCodeSplit: false,
          // a font inside a style sheet is loaded by everybody, also by those whose text has none of its characters
          assetsInlineLimit: (file: string) => file.endsWith('.woff2') ? false : undefined,
          rolldownOptions: { output: { codeSplitting: { groups: [
            group('vue', /^modules/, 4),
            group('deck', /^deck/, 3),
            group('shared', /^slides\/shared/, 2),
            group('slides', /^(?:slides|later)/, 1),
          ] } } },
        } }
      },
    },
    buildEnd(error) {
      if (error) return
      const modules = new Map<string, Module>()
      for (const id of this.getModuleIds()) {
        const module = this.getModuleInfo(id)
        if (module) modules.set(id, module)
      }
      groups = groupModules(modules)
      for (const name of ['deck', 'later', 'slides/1']) if (![...groups.values()].includes(name)) this.warn(`nothing goes into the file "${name}" any more: see addons/hosted/bundle/group-chunks.ts`)
    },
  }
}
