/**
 * Leaves out of the build what no slide of this deck needs, by Vite's own means: a module that isn't needed resolves to a
 * stand-in of a few lines, a part of the chrome that isn't needed at once to a component that loads itself when the
 * browser is idle. Nothing of Slidev is patched: where an update of Slidev moves a module, its rule no longer applies,
 * the whole module is in the bundle again, and the build says which rule that was.
 */
import type { Plugin } from 'vite'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

/** What the slides and components say, as far as it decides what can be left out. */
export interface DeckUse {
  /** The sources of all slides, components and layouts, one after the other. */
  source: string
  drawings: boolean
  twoslash: boolean
  /** One slide at least comes or goes with a transition. */
  transitions: boolean
  /** Slidev's context menu is not switched off. */
  contextMenu: boolean
}

interface Rule {
  /** What is left out, as the build names it. */
  name: string
  /**
   * A package as imported by Slidev's client (or by one file of it, by the end of its path), or the end of the path of a
   * file of the client or of the default theme.
   */
  match: { package: string, importer?: string } | { clientFile: string } | { themeFile: string }
  /** The file that stands in, or `later`: the same component, loaded when the browser is idle. */
  by: string | 'later'
  /** True if the deck uses it, so that it has to stay. */
  needed?: (deck: DeckUse) => boolean
  /** Holds in `slidev` dev too: what is needed doesn't change while the author types. */
  dev?: true
}

const stub = (file: string): string => path.join(path.dirname(fileURLToPath(import.meta.url)), 'stubs', file)

/**
 * The rules, of two for one module the first that applies. What each saves is said of the entry (minified, brotli):
 * without them a slide waits for 175 KB of script, with them for about half.
 */
export const RULES: Rule[] = [
  // its poppers show types in code and hints in the settings; 60 KB with its own dependencies, for tooltips no slide has
  { name: 'floating-vue', match: { package: 'floating-vue' }, by: stub('floating-vue.ts'), needed: deck => deck.twoslash || deck.drawings, dev: true },
  { name: 'twoslash', match: { package: '@shikijs/vitepress-twoslash/client' }, by: stub('plugin.ts'), needed: deck => deck.twoslash, dev: true },
  { name: 'twoslash styles', match: { package: '@shikijs/vitepress-twoslash/style.css' }, by: stub('nothing.css'), needed: deck => deck.twoslash, dev: true },
  { name: 'drawing', match: { package: 'drauu' }, by: stub('drauu.ts'), needed: deck => deck.drawings, dev: true },
  // the parser's core has a YAML library in tow; the client takes one function from it, which `utils` has as well
  { name: 'YAML', match: { package: '@slidev/parser/core' }, by: '@slidev/parser/utils', dev: true },
  { name: 'v-motion', match: { clientFile: 'modules/v-motion.ts' }, by: stub('directives.ts'), needed: uses(/v-motion/) },
  { name: 'v-mark', match: { clientFile: 'modules/v-mark.ts' }, by: stub('directives.ts'), needed: uses(/v-mark/) },
  { name: 'v-drag', match: { clientFile: 'modules/v-drag.ts' }, by: stub('directives.ts'), needed: uses(/v-drag/i) },
  // its code falls away by itself, its classes and icons don't
  { name: 'drawing controls', match: { clientFile: 'internals/DrawingControls.vue' }, by: stub('nothing.ts'), needed: deck => deck.drawings, dev: true },
  { name: 'no drag handles', match: { clientFile: 'internals/DragControl.vue' }, by: stub('nothing.ts'), needed: uses(/v-drag/i) },
  { name: 'drag handles', match: { clientFile: 'internals/DragControl.vue' }, by: 'later', dev: true },
  { name: 'alerts', match: { package: 'markdown-it-github-alerts/styles/github-base.css' }, by: stub('nothing.css'), needed: uses(/\[!/) },
  { name: 'alerts, light', match: { package: 'markdown-it-github-alerts/styles/github-colors-light.css' }, by: stub('nothing.css'), needed: uses(/\[!/) },
  { name: 'alerts, dark', match: { package: 'markdown-it-github-alerts/styles/github-colors-dark-media.css' }, by: stub('nothing.css'), needed: uses(/\[!/) },
  // what the default theme brings for highlighters that Slidev has had before Shiki: a tenth of all styles
  { name: 'Prism and CodeMirror', match: { themeFile: 'styles/prism.css' }, by: stub('nothing.css') },
  { name: 'twoslash variables', match: { clientFile: 'styles/shiki-twoslash.css' }, by: stub('nothing.css'), needed: deck => deck.twoslash },
  { name: 'transition styles', match: { clientFile: 'styles/transitions.css' }, by: stub('nothing.css'), needed: deck => deck.transitions },
  { name: 'spinner', match: { clientFile: 'internals/SlideLoading.vue' }, by: stub('slide-loading.ts') },
  // a built deck can't write the notes that it lets one edit: the page shows them
  { name: 'notes editor', match: { clientFile: 'pages/notes-edit.vue' }, by: '@slidev/client/pages/notes.vue' },
  // Slidev's logo in the info dialog: 94 KB as PNG, 4 KB as the SVG beside it
  { name: 'logo.png', match: { clientFile: 'assets/logo.png' }, by: '@slidev/client/assets/logo.svg' },
  // no bytes to speak of, but a third of the time from a key to the next slide
  { name: 'transitions', match: { package: 'vue', importer: 'internals/SlidesShow.vue' }, by: stub('vue-still.ts'), needed: deck => deck.transitions },
  // dialogs and bars nobody sees before a key, a mouse or a finger asks for them
  { name: 'navigation bar', match: { clientFile: 'internals/NavControls.vue' }, by: 'later', dev: true },
  { name: 'go-to dialog', match: { clientFile: 'internals/Goto.vue' }, by: 'later', dev: true },
  { name: 'quick overview', match: { clientFile: 'internals/QuickOverview.vue' }, by: 'later', dev: true },
  { name: 'info dialog', match: { clientFile: 'internals/InfoDialog.vue' }, by: 'later', dev: true },
  { name: 'no context menu', match: { clientFile: 'internals/ContextMenu.vue' }, by: stub('nothing.ts'), needed: deck => deck.contextMenu, dev: true },
  { name: 'context menu', match: { clientFile: 'internals/ContextMenu.vue' }, by: 'later', dev: true },
]

function uses(pattern: RegExp): (deck: DeckUse) => boolean {
  return deck => pattern.test(deck.source)
}

// a virtual module's name, which no other plugin takes for a Vue file
const LATER = /^\0hosted-later:(.+)\.js$/
// Slidev's own chunks put Vue into the one of Shiki; these change least, and every slide waits for them
const VENDOR = /\/node_modules\/(?:vue|@vue|vue-router|@vueuse|unhead|@unhead)\//
const LATER_COMPONENT = stub('later.ts')

/**
 * @param deck what the deck uses; a rule whose module is needed isn't applied
 */
export function replaceModules(deck: DeckUse): Plugin {
  let rules = RULES.filter(rule => !rule.needed?.(deck))
  let command = 'build'
  const met = new Set<Rule>()

  return {
    name: 'hosted:replace-modules',
    enforce: 'pre',

    config(_, env) {
      command = env.command
      if (command === 'serve') rules = rules.filter(rule => rule.dev)
      return {
        // slides are compiled by Vite: the template compiler, half of Vue's full build, has nothing to do
        resolve: { alias: [{ find: /^vue$/, replacement: 'vue/dist/vue.runtime.esm-bundler.js' }] },
        // a font inside a style sheet is loaded by everybody, also by those whose text has none of its characters
        build: { assetsInlineLimit: (file: string) => file.endsWith('.woff2') ? false : undefined, rollupOptions: { output: { manualChunks: (id: string) => VENDOR.test(id) ? 'modules/vue' : undefined } } },
      }
    },

    resolveId: {
      order: 'pre',
      async handler(source, importer) {
        if (!importer) return
        const byPackage = rules.find(({ match }) => 'package' in match && match.package === source && isClientFile(importer, match.importer))
        const candidate = byPackage ?? rules.find(rule => !('package' in rule.match) && endsLike(pathOf(rule.match), source))
        if (!candidate) return
        // what a lazy component loads is the real one
        if (LATER.test(importer)) return

        if (!byPackage) {
          const resolved = await this.resolve(source, importer, { skipSelf: true })
          if (!resolved || 'package' in candidate.match) return
          if (!isFile(resolved.id, pathOf(candidate.match))) return
          // those that it comes before have nothing left to do
          for (const rule of rules) if (!('package' in rule.match) && pathOf(rule.match) === pathOf(candidate.match)) met.add(rule)
          if (candidate.by === 'later') return `\0hosted-later:${resolved.id}.js`
        }
        met.add(candidate)
        return candidate.by.startsWith('@') ? await this.resolve(candidate.by, importer, { skipSelf: true }) : candidate.by
      },
    },

    load: {
      order: 'pre',
      handler(id) {
        const component = LATER.exec(id)?.[1]
        if (component) return `import { later } from ${JSON.stringify(LATER_COMPONENT)}\nexport default later(() => import(${JSON.stringify(component)}))`
      },
    },

    buildEnd(error) {
      if (error || command !== 'build') return
      for (const rule of rules) {
        if (!met.has(rule)) this.warn(`"${rule.name}" was to be left out, but nothing imports it any more: see addons/hosted/bundle/replace-modules.ts`)
      }
    },
  }
}

/** The end of the path of a file of Slidev's. */
function pathOf(match: Exclude<Rule['match'], { package: string }>): string {
  return 'clientFile' in match ? `/@slidev/client/${match.clientFile}` : `/@slidev/theme-default/${match.themeFile}`
}

function isFile(id: string, end: string): boolean {
  return id.replace(/\?.*$/, '').endsWith(end)
}

/** Is a module that file of Slidev's client? Any module is, where no file is named. */
function isClientFile(id: string, file?: string): boolean {
  return file === undefined || isFile(id, pathOf({ clientFile: file }))
}

/** Can the import `source` (relative, perhaps without its extension) be the file? */
function endsLike(file: string, source: string): boolean {
  const name = file.slice(file.lastIndexOf('/') + 1)
  const end = source.slice(source.lastIndexOf('/') + 1)
  return end === name || end === name.replace(/\.\w+$/, '')
}
