const ESCAPES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' }

/** What a slide shows in dev in place of its content when something in it cannot be right: the message, as it is. */
export function problemMarkdown(message: string): string {
  // v-pre: a message may quote what Vue would take for an expression
  return `<pre v-pre role="alert" class="authoring-error">${message.replace(/[&<>]/g, character => ESCAPES[character] ?? '')}</pre>\n`
}
