/** Characters that the shipped fonts hold. ASCII, and what the talk's names and typography need beyond it. */
export const LATIN = [
  ...Array.from({ length: 0x7F - 0x20 }, (_, i) => String.fromCharCode(0x20 + i)),
  ...'\u00A0©«°±·»×ØøæåÅöóüé–—‘’“”•…−',
].join('')

/** Kept in files of their own, as the packages do: the ę of the speaker's name. */
export const LATIN_EXT = 'ęłńśż'
