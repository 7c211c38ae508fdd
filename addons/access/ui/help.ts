import { shallowRef } from 'vue'

/** Whether the list of keys is open. */
export const helpOpen = shallowRef(false)

/**
 * The talk as an article, on one page that needs no script. The build names it in the page's head;
 * undefined where it made none, as in the dev server.
 *
 * @param slide leads to this slide's part of it
 */
export function articleUrl(slide?: number): string | undefined {
  const page = document.head.querySelector<HTMLLinkElement>('link[rel="alternate"][type="text/html"]')?.href.replace(/#.*/, '')
  return page && slide ? `${page}#slide-${slide}` : page
}
