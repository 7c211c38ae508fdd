/** What of a keyboard event says which key was meant. */
export type KeyPress = Pick<KeyboardEvent, 'key' | 'code' | 'shiftKey'>

const LATIN = /^[a-z]$/i

/**
 * The key that was meant, whatever the keyboard's layout: shortcuts are named by Latin letters and by digits.
 *
 * - a letter of another alphabet is the Latin one on the same key;
 * - a key of the row of digits is its digit without Shift as well (AZERTY has `&` there, Czech `+`);
 * - a clicker's full stop, which it sends as the key beside the comma, is one on every layout.
 *
 * Any other key is what the browser says it is: a Latin layout knows best where its letters are.
 */
export function keyMeant({ key, code, shiftKey }: KeyPress): string {
  // names of keys, such as "Enter", are the same everywhere
  if ([...key].length !== 1 || LATIN.test(key)) return key
  const [, digit] = /^Digit(\d)$/.exec(code) ?? []
  if (digit && !shiftKey) return digit
  const [, letter] = /^Key([A-Z])$/.exec(code) ?? []
  if (letter && /^\p{L}$/u.test(key)) return shiftKey ? letter : letter.toLowerCase()
  return code === 'Period' && !shiftKey ? '.' : key
}

/** Whether a key belongs to the browser or the system, which have their own shortcuts; AltGr only types a character. */
export function isModified(event: KeyboardEvent): boolean {
  return (event.ctrlKey || event.altKey || event.metaKey) && !event.getModifierState('AltGraph')
}
