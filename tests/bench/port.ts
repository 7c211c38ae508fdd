/**
 * The same talk as a plain Slidev project: headings, text, tables, code, pictures and notes of the deck's reading page,
 * without components, clicks or addons.
 */
import type { Page } from 'playwright-chromium'
import { cp, mkdir, readFile, symlink, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { ROOT } from '../../addons/hosted/commands/slidev'

/**
 * Makes the project in a folder; its packages are the repository's own.
 *
 * @param page any page
 * @param built the built deck
 * @returns the slides' titles, as plain text
 */
export async function makePort(page: Page, built: string, folder: string): Promise<string[]> {
  // which the compiler that runs this puts into functions
  await page.evaluate('globalThis.__name = callable => callable')
  const slides = await page.evaluate(readArticle, await readFile(path.join(built, 'read/index.html'), 'utf8'))
  await mkdir(path.join(folder, 'public'), { recursive: true })
  const markdown = slides.map(({ title, content, note }) => `# ${title}\n\n${content}\n\n<!--\n${note}\n-->\n`).join('\n---\n\n')
  await writeFile(path.join(folder, 'slides.md'), `---\ntheme: default\nfonts:\n  provider: none\n---\n\n${markdown}`)
  await writeFile(path.join(folder, 'package.json'), '{ "private": true, "type": "module" }\n')
  await cp(path.join(ROOT, 'public/pictures'), path.join(folder, 'public/pictures'), { recursive: true })
  await symlink(path.join(ROOT, 'node_modules'), path.join(folder, 'node_modules'), 'junction')
  return slides.map(({ title }) => title)
}

/** Runs in a page: the article's sections as Markdown, with HTML where that says more. */
function readArticle(html: string): { title: string, content: string, note: string }[] {
  const article = new DOMParser().parseFromString(html, 'text/html')
  const text = (element: Element | null) => element?.textContent.replace(/\s+/g, ' ').trim() ?? ''
  const write = (element: Element): string => {
    if (element.matches('pre')) return `\`\`\`${/\bfn |::/.test(element.textContent) ? 'rust' : 'python'}\n${element.textContent.trim()}\n\`\`\``
    if (element.matches('img')) return `![${element.getAttribute('alt') ?? ''}](/${/pictures\/.*/.exec(element.getAttribute('src') ?? '')?.[0] ?? ''})`
    if (element.matches('svg, style, script')) return ''
    if (element.querySelector('pre, img')) return [...element.children].map(write).join('\n\n')
    for (const inner of element.querySelectorAll('*')) {
      for (const { name } of [...inner.attributes]) if (name !== 'href') inner.removeAttribute(name)
    }
    // a line that is empty would end the HTML, and braces are Vue's
    return `<${element.localName} v-pre>${element.innerHTML.replace(/\s+/g, ' ')}</${element.localName}>`
  }
  return [...article.querySelectorAll('section[id^="slide-"]')].map(section => ({
    title: text(section.querySelector('.slide h1') ?? section.querySelector('h2')),
    content: [...section.querySelectorAll('.slide > *')].map(write).join('\n\n'),
    note: text(section.querySelector('.said')),
  }))
}
