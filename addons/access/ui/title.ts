/** A slide's title as text: Slidev keeps it as Markdown, with tags and marks of emphasis. */
export function plainTitle(markdown: string | undefined): string {
  return (markdown ?? '')
    .replace(/<[^>]+>/g, '')
    .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/(\*\*|__|\*|`)(.+?)\1/g, '$2')
    .replace(/\s+/g, ' ')
    .trim()
}

/**
 * What the window is called while it shows a slide: "One hour in · How Rust is speeding up Python", in front of it
 * "Presenter" where the speaker looks at it. The cover, and a slide without a title, go by the talk's name.
 */
export function windowTitle(slideTitle: string, talk: string, presenter = false): string {
  return [
    presenter && 'Presenter',
    slideTitle !== talk && slideTitle,
    talk,
  ].filter(Boolean).join(' · ')
}
