/**
 * Reads a colour from the design tokens, for places that can't use a custom property.
 *
 * @param css the token file's text
 * @param selector of the rule, as it is written there
 * @param name of the token, with its dashes
 * @throws {Error} if the rule or the token isn't there
 */
export function readToken(css: string, selector: string, name: string): string {
  const start = css.indexOf(`${selector} {`)
  const rule = start < 0 ? '' : css.slice(start, css.indexOf('}', start))
  const value = new RegExp(`${name}:\\s*([^;]+);`).exec(rule)?.[1]
  if (!value) throw new Error(`styles/tokens.css has no ${name} in "${selector}"`)
  return value.trim()
}
