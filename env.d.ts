/** The hosted deck's address at build time, from addons/hosted/site-url.ts; empty where it is not known. */
declare const __SITE_URL__: string

// Slidev ships its client as source and defines these when it builds; its types leave them out.
declare const __DEV__: boolean
declare const __SLIDEV_FEATURE_DRAWINGS_PERSIST__: boolean
declare const __SLIDEV_FEATURE_EDITOR__: boolean
declare const __SLIDEV_HASH_ROUTE__: boolean
declare const __SLIDEV_HAS_SERVER__: boolean

declare module 'file-saver'

declare module 'subset-font' {
  /** Cuts a font down to the characters of `text`; axes are pinned to a number or narrowed to a range. */
  export default function subsetFont(font: Uint8Array, text: string, options?: {
    targetFormat?: 'sfnt' | 'woff' | 'woff2'
    variationAxes?: Record<string, number | { min: number, max: number, default?: number }>
  }): Promise<Uint8Array>
}
