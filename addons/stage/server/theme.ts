import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'

/** A scheme's selectors, without what may come before them. */
const SCHEMES = { light: /^(?::root|html)$/, dark: /^(?:html|:root)?\.dark$/ }

/**
 * The deck's custom properties for polls (`--poll-…`), from its own style sheets, light and dark, as the page for phones
 * gets them: names that they refer to are looked up here, so that nothing else of the deck's styles is sent.
 *
 * @param css what the deck has; blocks for `:root` and `html.dark` count
 */
export function pollTheme(css: string): string {
  const found = { light: new Map<string, string>(), dark: new Map<string, string>() }
  for (const [, selectors = '', block = ''] of css.replace(/\/\*.*?\*\//gs, '').matchAll(/([^{};]+)\{([^{}]*)\}/g)) {
    for (const scheme of ['light', 'dark'] as const) {
      if (!selectors.split(',').some(selector => SCHEMES[scheme].test(selector.trim()))) continue
      for (const [, name = '', value = ''] of block.matchAll(/(--[\w-]+)\s*:\s*([^;]+)/g)) found[scheme].set(name, value.trim())
    }
  }
  const declarations = (values: ReadonlyMap<string, string>) => [...values]
    .filter(([name]) => name.startsWith('--poll-'))
    .map(([name, value]) => `${name}:${resolve(value, values)};`.replace(/</g, ''))
    .join('')
  const light = declarations(found.light)
  const dark = declarations(new Map([...found.light, ...found.dark]))
  return light && `:root{${light}}@media(prefers-color-scheme:dark){:root{${dark}}}`
}

function resolve(value: string, values: ReadonlyMap<string, string>, depth = 0): string {
  return value.replace(/var\((--[\w-]+)(?:,\s*([^()]+))?\)/g, (all, name: string, fallback?: string) => {
    const known = values.get(name) ?? fallback
    return known === undefined || depth > 8 ? all : resolve(known, values, depth + 1)
  })
}

/** The text of the style sheets that a deck keeps where Slidev looks for them: `style.css` and `styles/*.css`. */
export function readStyles(root: string): string {
  const read = (file: string) => {
    try {
      return readFileSync(file, 'utf8')
    } catch {
      return ''
    }
  }
  let sheets: string[] = []
  try {
    sheets = readdirSync(path.join(root, 'styles')).filter(name => name.endsWith('.css')).sort()
  } catch {
    // a deck may have none
  }
  return [path.join(root, 'style.css'), ...sheets.map(name => path.join(root, 'styles', name))].map(read).join('\n')
}
