/**
 * The styles that a piece of the built page needs, taken out of the built style sheets: rules whose selector matches
 * nothing in it are left out, and so are custom properties nobody reads, fonts nobody uses, and whatever waits for a
 * pointer, the keyboard or the printer. The order is kept, so that the cascade is that of the whole sheets.
 *
 * Why not one of the packages for this: they match in a model of the DOM, know no dark scheme that a class switches,
 * and keep all custom properties (a third of the bytes here). Parsing is PostCSS's, matching the browser's.
 */
import type { AtRule, Declaration, Root, Rule } from 'postcss'
import postcss from 'postcss'

/** One built style sheet with its address, against which its `url()`s are resolved. */
export interface Sheet {
  css: string
  url: string
}

/** A font face as the browser names it. */
export interface FontInUse {
  family: string
  unicodeRange: string
}

export interface CriticalOptions {
  /**
   * Tells for each of the selectors (without pseudo-elements; `.dark` and `.light` on the root taken as given) whether
   * something matches it; one that the browser can't read matches nothing.
   */
  matches: (selectors: string[]) => Promise<boolean[]>
  /** The font faces in use; the others' `@font-face` is left out. */
  fonts: FontInUse[]
  /** CSS or markup besides the sheets in which custom properties are read. */
  extra?: string
  /** Media queries to leave out besides `print`. */
  dropMedia?: RegExp
}

export interface Critical {
  css: string
  /** The rules of `html.dark` once more, for a system set to dark where no script sets the class. */
  darkWithoutScript: string
}

const EVERY_CHARACTER = 'U+0-10FFFF'
const LATER_STATE = /:(?:hover|focus|focus-visible|focus-within|active|visited|target|checked|disabled|enabled|invalid|open|popover-open|fullscreen|modal|-webkit-|-moz-)/
const VENDOR_ELEMENT = /::?-(?:webkit|moz|ms)-/
const PSEUDO_ELEMENT = /::?(?:before|after|marker|placeholder|selection|backdrop|first-line|first-letter|file-selector-button|details-content|view-transition[\w-]*)(?:\([^)]*\))?/g
const ROOT_SCHEME = /(?:html|:root)?\.(dark|light)(?![\w\\:-])/g

/** Takes what is needed out of the sheets, in their order. */
export async function criticalCss(sheets: Sheet[], options: CriticalOptions): Promise<Critical> {
  const root = postcss.root()
  for (const sheet of sheets) root.append(absoluteUrls(postcss.parse(sheet.css), sheet.url).nodes)

  root.walkComments((comment) => {
    comment.remove()
  })
  root.walkAtRules((rule) => {
    if (isDropped(rule, options)) rule.remove()
  })
  await keepMatchingRules(root, options.matches)
  removeEmpty(root)
  const used = keepReadProperties(root, options.extra ?? '')
  root.walkAtRules('property', (rule) => {
    if (!used.has(rule.params)) rule.remove()
  })
  removeEmpty(root)

  return { css: minify(root), darkWithoutScript: minify(darkWithoutScript(root)) }
}

function isDropped(rule: AtRule, { fonts, dropMedia }: CriticalOptions): boolean {
  switch (rule.name) {
    case 'charset':
    case 'import':
    // what the page shows first does not move
    case 'keyframes':
    case '-webkit-keyframes':
    case 'view-transition':
    case 'page':
      return true
    case 'media':
      return /^(?:only )?print\b/.test(rule.params) || /\b(?:hover|pointer)\b/.test(rule.params) || !!dropMedia?.test(rule.params)
    case 'font-face': {
      const value = (prop: string) => rule.nodes?.find((node): node is Declaration => node.type === 'decl' && node.prop === prop)?.value
      const family = unquote(value('font-family') ?? '')
      const range = plainRange(value('unicode-range') ?? EVERY_CHARACTER)
      // one that the system has, to hold the place until the other is there
      if (/^local\((?!.*url\()/.test(value('src') ?? '')) return !fonts.some(font => family.startsWith(`${font.family} `))
      return !fonts.some(font => font.family === family && plainRange(font.unicodeRange) === range)
    }
    default:
      return false
  }
}

/** The selectors as they can be asked for in a document of either scheme, without the parts no element has. */
export function askable(selector: string): string | undefined {
  if (VENDOR_ELEMENT.test(selector) || LATER_STATE.test(selector)) return undefined
  const asked = selector.replace(PSEUDO_ELEMENT, '').replace(ROOT_SCHEME, 'html').trim()
  // "::before" alone is any element's
  return /^$|[\s>+~(,]$/.test(asked) ? `${asked}*` : asked
}

async function keepMatchingRules(root: Root, matches: CriticalOptions['matches']): Promise<void> {
  const asked = new Map<string, boolean>()
  const rules: Rule[] = []
  root.walkRules((rule) => {
    if (rule.parent?.type === 'rule') return
    rules.push(rule)
    for (const selector of rule.selectors) {
      const question = askable(selector)
      if (question !== undefined) asked.set(question, false)
    }
  })
  const questions = [...asked.keys()]
  const answers = await matches(questions)
  questions.forEach((question, index) => asked.set(question, answers[index] ?? false))
  for (const rule of rules) {
    const kept = rule.selectors.filter((selector) => {
      const question = askable(selector)
      return question !== undefined && asked.get(question)
    })
    if (kept.length) rule.selectors = kept
    else rule.remove()
  }
}

/** Leaves out custom properties that nothing reads, also not by way of others. */
function keepReadProperties(root: Root, extra: string): Set<string> {
  const defined = new Map<string, string[]>()
  const read = new Set<string>()
  const queue: string[] = []
  const readIn = (value: string) => {
    for (const [, name] of value.matchAll(/var\(\s*(--[\w-]+)/g)) {
      if (name && !read.has(name)) {
        read.add(name)
        queue.push(name)
      }
    }
  }
  readIn(extra)
  root.walkDecls((declaration) => {
    if (!declaration.prop.startsWith('--')) return readIn(declaration.value)
    defined.set(declaration.prop, [...defined.get(declaration.prop) ?? [], declaration.value])
  })
  for (let name = queue.pop(); name; name = queue.pop()) defined.get(name)?.forEach(readIn)
  root.walkDecls(/^--/, (declaration) => {
    if (!read.has(declaration.prop)) declaration.remove()
  })
  return read
}

/** The same rules where the system's setting takes the class's place. */
function darkWithoutScript(root: Root): Root {
  const dark = postcss.root()
  root.walkRules((rule) => {
    const selectors = rule.selectors.filter(selector => /\.dark(?![\w\\:-])/.test(selector))
    if (!selectors.length) return
    const copy = rule.clone()
    copy.selectors = selectors.map(selector => selector
      .replace(/(?:html|:root)\.dark(?![\w\\:-])/g, 'html:not(.light)')
      .replace(/\.dark(?![\w\\:-])/g, ':where(html):not(.light)'))
    dark.append(copy)
  })
  if (!dark.nodes.length) return dark
  const media = postcss.atRule({ name: 'media', params: '(prefers-color-scheme:dark)' })
  media.append(dark.nodes)
  return postcss.root().append(media)
}

function removeEmpty(root: Root): void {
  root.walkRules((rule) => {
    if (!rule.nodes.length) rule.remove()
  })
  for (let removed = true; removed;) {
    removed = false
    root.walkAtRules((rule) => {
      if (rule.nodes?.length !== 0) return
      rule.remove()
      removed = true
    })
  }
}

function absoluteUrls(root: Root, base: string): Root {
  const { origin } = new URL(base)
  root.walkDecls((declaration) => {
    if (!declaration.value.includes('url(')) return
    declaration.value = declaration.value.replace(/url\(\s*(["']?)(?!data:|#)([^"')]+)\1\s*\)/g, (_, quote: string, url: string) => {
      const absolute = new URL(url, base).href
      return `url(${quote}${absolute.startsWith(`${origin}/`) ? absolute.slice(origin.length) : absolute}${quote})`
    })
  })
  return root
}

/** The sheets are minified already: what PostCSS adds is white space. */
function minify(root: Root): string {
  root.walk((node) => {
    node.raws.before = ''
    if ('after' in node.raws) node.raws.after = ''
    if (node.type === 'rule' || node.type === 'atrule') {
      node.raws.between = ''
      if (node.type === 'atrule' && node.params) node.raws.afterName = ' '
      node.raws.semicolon = false
    }
    if (node.type === 'decl') node.raws.between = ':'
    if (node.type === 'rule') node.selector = node.selector.replace(/\s*,\s*/g, ',')
  })
  return root.toString()
}

/** Ranges in one spelling: "U+0100-02FF" and "U+100-2ff" are the same. */
function plainRange(range: string): string {
  return range.toLowerCase().replace(/\s+/g, '').replace(/(u\+|-)0+(?=[\da-f])/g, '$1')
}

function unquote(value: string): string {
  return value.trim().replace(/^(["'])(.*)\1$/, '$2')
}
