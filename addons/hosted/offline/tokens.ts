/**
 * Reads a colour from design tokens, for places that can't use a custom property.
 *
 * @param css the token file's text; empty where the deck has none
 * @param selector of the rule, as it is written there
 * @param name of the token, with its dashes
 * @param fallback what it is where nobody says
 */
export function readToken(css: string, selector: string, name: string, fallback: string): string {
  const start = css.indexOf(`${selector} {`)
  const rule = start < 0 ? '' : css.slice(start, css.indexOf('}', start))
  return new RegExp(`${name}:\\s*([^;]+);`).exec(rule)?.[1]?.trim() ?? fallback
}
