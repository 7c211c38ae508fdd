/** The font files that the styles name and the page has really used. */
export function fontFiles(css: string, loaded: string[]): string[] {
  const named = [...css.matchAll(/url\(["']?([^"')]+\.woff2)["']?\)/g)].map(([, url]) => url ?? '')
  return [...new Set(named)].filter(url => loaded.includes(url))
}

/** For our own few rules: comments and line breaks out. */
export function minify(css: string): string {
  return css.replace(/\/\*[\s\S]*?\*\//g, '').replace(/\s*\n\s*/g, '').replace(/\s*([{};,])\s*/g, '$1').replace(/;\}/g, '}').replace(/:\s+/g, ':')
}
