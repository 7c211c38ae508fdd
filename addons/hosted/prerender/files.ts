/** The font files that a style sheet names. */
export function fontFiles(css: string): string[] {
  return [...new Set([...css.matchAll(/url\(["']?([^"')]+\.woff2)["']?\)/g)].map(([, url]) => url ?? ''))]
}

/** For our own few rules: comments and line breaks out. */
export function minify(css: string): string {
  return css.replace(/\/\*[\s\S]*?\*\//g, '').replace(/\s*\n\s*/g, '').replace(/\s*([{};,])\s*/g, '$1').replace(/;\}/g, '}').replace(/:\s+/g, ':')
}
