/**
 * Something an author wrote that cannot be right. The message says what was given and what would be right;
 * whoever knows the slide puts its number in front.
 */
export class AuthoringError extends Error {
  override name = 'AuthoringError'
}
