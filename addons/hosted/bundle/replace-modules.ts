/**
 * Keeps weight that a deck does not use out of what every slide waits for, by Vite's own means: a feature that is off in
 * the headmatter resolves to a stub, a directive comes with the first file that uses it, and dialogs load once the slide is
 * there. Nothing here has to be known by who writes slides, and nothing of Slidev is patched: where an update of Slidev
 * moves a module, its rule no longer applies, the module is in the bundle again, and the build says so in one line.
 *
 * Module paths as in Slidev 53.0.0. What each rule saves is in the README beside this file.
 */
import type { ResolvedSlidevOptions } from '@slidev/types'
import type { Plugin } from 'vite'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

/** Slidev's own switches, as far as they decide what is needed, and whether a slide says "transition". */
export type Features = Record<'drawings' | 'twoslash' | 'contextMenu' | 'transitions', boolean>

interface Rule {
  /** What is replaced, as the build names it. */
  name: string
  /** A package as Slidev's client imports it (or one file of the client), or a file of the client or of the default theme, by the end of its path. */
  match: { package: string, importer?: string } | { clientFile: string } | { themeFile: string }
  /** The file to use instead, or `later`: the same component, loaded when the browser is idle. */
  by: string | 'later'
  /** Features that need it: while one of them is on, the rule is not applied. */
  unless?: (keyof Features)[]
  /** Holds in `slidev` dev too. */
  dev?: true
  /** Slidev imports the module only for slides that use it. */
  onlyWhereUsed?: true
}

const stub = (file: string): string => path.join(path.dirname(fileURLToPath(import.meta.url)), 'stubs', file)

/** The rules; of two for one module the first that applies. */
export const RULES: Rule[] = [
  { name: 'floating-vue', match: { package: 'floating-vue' }, by: stub('floating-vue.ts'), unless: ['twoslash', 'drawings'], dev: true },
  { name: 'twoslash', match: { package: '@shikijs/vitepress-twoslash/client' }, by: stub('plugin.ts'), unless: ['twoslash'], dev: true },
  { name: 'twoslash styles', match: { package: '@shikijs/vitepress-twoslash/style.css' }, by: stub('nothing.css'), unless: ['twoslash'], dev: true },
  { name: 'twoslash pop-ups', match: { clientFile: 'styles/shiki-twoslash.css' }, by: stub('nothing.css'), unless: ['twoslash'], dev: true },
  { name: 'transition styles', match: { clientFile: 'styles/transitions.css' }, by: stub('nothing.css'), unless: ['transitions'] },
  { name: 'drawing', match: { package: 'drauu' }, by: stub('drauu.ts'), unless: ['drawings'], dev: true },
  { name: 'drawing controls', match: { clientFile: 'internals/DrawingControls.vue' }, by: stub('nothing.ts'), unless: ['drawings'], dev: true },
  // the parser's core brings a YAML library; the client takes one function from it, which `utils` has as well
  { name: 'YAML', match: { package: '@slidev/parser/core' }, by: '@slidev/parser/utils', dev: true },
  { name: 'v-motion', match: { clientFile: 'modules/v-motion.ts' }, by: stub('directives.ts') },
  { name: 'v-mark', match: { clientFile: 'modules/v-mark.ts' }, by: stub('directives.ts') },
  { name: 'v-drag', match: { clientFile: 'modules/v-drag.ts' }, by: stub('directives.ts') },
  { name: 'transitions', match: { package: 'vue', importer: 'internals/SlidesShow.vue' }, by: stub('slides-show.ts'), dev: true },
  { name: 'magic move', match: { package: '@shikijs/magic-move/vue', importer: 'builtin/ShikiMagicMove.vue' }, by: stub('magic-move.ts'), dev: true, onlyWhereUsed: true },
  // what the default theme has for highlighters that Slidev used before Shiki, and for an editor that a build has not
  { name: 'Prism and CodeMirror', match: { themeFile: 'styles/prism.css' }, by: stub('nothing.css') },
  // Slidev's logo in the info dialog: 94 KB as PNG, 4 KB as the SVG beside it
  { name: 'logo.png', match: { clientFile: 'assets/logo.png' }, by: '@slidev/client/assets/logo.svg' },
  // dialogs and bars nobody sees before a key, a mouse or a finger asks for them
  { name: 'navigation bar', match: { clientFile: 'internals/NavControls.vue' }, by: 'later', dev: true },
  { name: 'go-to dialog', match: { clientFile: 'internals/Goto.vue' }, by: 'later', dev: true },
  { name: 'quick overview', match: { clientFile: 'internals/QuickOverview.vue' }, by: 'later', dev: true },
  { name: 'info dialog', match: { clientFile: 'internals/InfoDialog.vue' }, by: 'later', dev: true },
  { name: 'drag handles', match: { clientFile: 'internals/DragControl.vue' }, by: 'later', dev: true },
  { name: 'no context menu', match: { clientFile: 'internals/ContextMenu.vue' }, by: stub('nothing.ts'), unless: ['contextMenu'], dev: true },
  { name: 'context menu', match: { clientFile: 'internals/ContextMenu.vue' }, by: 'later', dev: true },
]

// virtual modules' names, which no other plugin takes for a Vue file
export const LATER = /^\0hosted-later:(.+)\.js$/
const DIRECTIVE = /^\0hosted-directive:(motion|mark|drag)$/
const LATER_COMPONENT = stub('later.ts')
const DIRECTIVES = stub('directives.ts')
/** How a directive's name appears in a compiled template. */
const USED_DIRECTIVE = /resolveDirective\(\s*["'`](motion|mark|drag)["'`]/g
const CREATE = { motion: 'createVMotionDirectives', mark: 'createVMarkDirective', drag: 'createVDragDirective' } as const

/** Reads Slidev's switches, each of which is on unless the headmatter says otherwise, and looks for transitions. */
export function featuresOf({ data }: Pick<ResolvedSlidevOptions, 'data'>): Features {
  const { drawings, twoslash, contextMenu } = data.config
  const transitions = data.slides.some(({ source }) => /transition/i.test(source.raw))
  return { drawings: drawings.enabled !== false, twoslash: twoslash !== false, contextMenu: contextMenu !== false, transitions }
}

/** @param features what is on; a rule whose module is needed isn't applied */
export function replaceModules(features: Features): Plugin {
  let rules = RULES.filter(rule => !rule.unless?.some(feature => features[feature]))
  let command = 'build'
  const met = new Set<Rule>()

  return {
    name: 'hosted:replace-modules',
    enforce: 'pre',

    config(_, env) {
      command = env.command
      if (command === 'serve') rules = rules.filter(rule => rule.dev)
      // slides are compiled by Vite, and the pages' policy forbids what the template compiler, half of Vue's full build, does
      return { resolve: { alias: [{ find: /^vue$/, replacement: 'vue/dist/vue.runtime.esm-bundler.js' }] } }
    },

    resolveId: {
      order: 'pre',
      async handler(source, importer) {
        if (DIRECTIVE.test(source)) return source
        if (!importer) return
        const byPackage = rules.find(({ match }) => 'package' in match && match.package === source && isClientFile(importer, match.importer))
        const candidate = byPackage ?? rules.find(rule => !('package' in rule.match) && endsLike(pathOf(rule.match), source))
        if (!candidate) return
        // what these load is the real one
        if (LATER.test(importer) || DIRECTIVE.test(importer)) return

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
        const directive = DIRECTIVE.exec(id)?.[1] as keyof typeof CREATE | undefined
        if (directive) {
          return [
            `import { installDirective } from ${JSON.stringify(DIRECTIVES)}`,
            `import { ${CREATE[directive]} } from ${JSON.stringify(`@slidev/client/modules/v-${directive}.ts`)}`,
            `installDirective(${CREATE[directive]}())`,
          ].join('\n')
        }
      },
    },

    transform: {
      order: 'post',
      filter: { code: USED_DIRECTIVE },
      handler(code) {
        if (command !== 'build') return
        const used = new Set([...code.matchAll(USED_DIRECTIVE)].map(([, name]) => name))
        // its own chunk loads it, before anything of it is rendered
        return { code: `${code}\n${[...used].map(name => `import ${JSON.stringify(`\0hosted-directive:${name}`)}`).join('\n')}`, map: null }
      },
    },

    buildEnd(error) {
      if (error || command !== 'build') return
      for (const rule of rules) {
        if (!met.has(rule) && !rule.onlyWhereUsed) this.warn(`"${rule.name}" was to be left out, but nothing imports it any more: see addons/hosted/bundle/replace-modules.ts`)
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

/** Is a module that file of Slidev's client, or any file of it where none is named? Anybody else's imports stay as they are. */
function isClientFile(id: string, file?: string): boolean {
  return file === undefined ? id.includes('/@slidev/client/') : isFile(id, pathOf({ clientFile: file }))
}

/** Can the import `source` (relative, perhaps without its extension) be the file? */
function endsLike(file: string, source: string): boolean {
  const name = file.slice(file.lastIndexOf('/') + 1)
  const end = source.slice(source.lastIndexOf('/') + 1)
  return end === name || end === name.replace(/\.\w+$/, '')
}
