const escape = (text: string): string => text.replace(/[&<>"]/g, character => `&#${character.charCodeAt(0)};`)

const page = (head: string, body: string): string => `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Slides</title>
${head}
<style>body { max-width: 26em; margin: 15vh auto; padding: 0 1em; font: 1.1rem/1.5 system-ui, sans-serif } input, button { font: inherit; padding: 0.5em; max-width: 100% }</style>
<main>${body}</main>
</html>
`

/** Where there is no access yet: says why, and takes the password. */
export const refusalPage = (reason: string): string =>
  page('', `<p>${escape(reason)}</p><form><label>Password<br><input name="password" type="password" autocomplete="current-password" required autofocus></label> <button>Open</button></form>`)

/**
 * Goes on to what was asked for, without the password in the address. A page and not a redirection: the cookie is this
 * site's alone, and a browser that came by a link of another site would not send it along with a redirection.
 */
export const enterPage = (url: string): string =>
  page(`<meta http-equiv="refresh" content="0; url=${escape(url)}">`, `<p><a href="${escape(url)}">Open the deck</a></p>`)
