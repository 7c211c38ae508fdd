/** What is wrong in a tour of the deck, by where it is: "slide 3, click 1". Compared with `{}`, it tells all at once. */
export type Found = Record<string, string[]>

/** Adds what is wrong somewhere, if anything is. */
export function note(found: Found, where: string, wrong: string[]): void {
  if (wrong.length) found[where] = [...found[where] ?? [], ...wrong]
}
