/** The address of a file in public/, under whatever base the deck is hosted at. A leading slash makes no difference. */
export function publicUrl(path: string): string {
  return import.meta.env.BASE_URL + path.replace(/^\//, '')
}
