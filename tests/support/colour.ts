/** A colour as red, green and blue, 0 to 255. */
export type Rgb = readonly [number, number, number]

/** `#235789` as numbers. @throws for anything else: tokens are written in this form. */
export function parseHex(hex: string): Rgb {
  if (!/^#[\da-f]{6}$/i.test(hex.trim())) throw new Error(`"${hex}" is no colour of the form #rrggbb`)
  const value = Number.parseInt(hex.trim().slice(1), 16)
  return [value >> 16, (value >> 8) & 255, value & 255]
}

function luminance(colour: Rgb): number {
  const linear = (part: number) => {
    const share = part / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  }
  const [r, g, b] = colour
  return 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b)
}

/** Contrast of two colours, 1 to 21, as WCAG 2.2 defines it (https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio). */
export function contrast(a: Rgb, b: Rgb): number {
  const [dark, light] = [luminance(a), luminance(b)].sort((x, y) => x - y) as [number, number]
  return (light + 0.05) / (dark + 0.05)
}
