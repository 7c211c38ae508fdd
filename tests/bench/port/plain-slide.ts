/**
 * Our slides as plain Markdown, for the decks that the benchmark compares us with: the same words, figures, code and
 * pictures, by means that every one of them has. Read from slides.md itself, so that there is no second copy to keep.
 */
import type { ElementNode, TemplateChildNode } from '@vue/compiler-dom'
import { runInNewContext } from 'node:vm'
import { NodeTypes, parse } from '@vue/compiler-dom'
import { formatDate } from '../../../figures/format'
import { fillFigures } from '../../../figures/tokens'
import { compare } from '../../../components/timing/rows'

/** A slide as slides.md has it, as far as it is ported. */
export interface SourceSlide {
  title?: string | undefined
  content: string
  note?: string | undefined
}

/** A slide in Markdown that knows no components, classes or clicks. Pictures are at `pictures/NAME`. */
export interface PlainSlide {
  /** Its first heading, without markup. */
  title: string
  content: string
  note: string
}

/**
 * @param slide the slide
 * @param readSnippet the text of a file of code, by its path from the project's folder
 * @throws {Error} for a slide without a heading: there would be nothing to look for when it is shown
 */
export function plainSlide({ title: named = '', content, note = '' }: SourceSlide, readSnippet: (file: string) => string): PlainSlide {
  const code: string[] = []
  const marked = fillFigures(content)
    .replace('<CoverTitle />', `# ${named}`)
    .replace(MAGIC_MOVE, '$2')
    .replace(CODE, (found) => {
      code.push(found.startsWith('<<<') ? fence(found, readSnippet) : found)
      return `@@${code.length - 1}@@`
    })
  const markdown = markdownOf(parse(marked, { whitespace: 'preserve', onError: () => {} }).children)
    .replace(/^[ \t]+|[ \t]+$/gm, '')
    .replace(/@@(\d+)@@/g, (_, index) => `\n\n${code[Number(index)]}\n\n`)
    .replace(/\n{3,}/g, '\n\n')
    .trim()
  const title = /^# (.+)$/m.exec(markdown)?.[1]?.replace(/[*_`]/g, '')
  if (!title) throw new Error(`No heading to tell this slide by:\n${content}`)
  return { title, content: markdown, note: fillFigures(note).replace(/\[click(?::\d+)?\]\s*/gi, '').trim() }
}

const MAGIC_MOVE = /^(`{4,})md magic-move[^\n]*\n([\s\S]*?)^\1[ \t]*$/gm
const CODE = /^<<<[^\n]*$|^(`{3,})[^\n]*\n[\s\S]*?^\1[ \t]*$/gm
const SNIPPET = /^<<<\s+@\/([^#\s]+)(?:#(\S+))?\s+(\w+)/

/** A file, or the region of it that the slide shows, as a block of code. */
function fence(line: string, readSnippet: (file: string) => string): string {
  const [, file = '', region, language = ''] = SNIPPET.exec(line) ?? []
  const text = readSnippet(file)
  const shown = region ? new RegExp(`#region ${region}\\n([\\s\\S]*?)\\n[^\\n]*#endregion ${region}`).exec(text)?.[1] : text
  if (shown === undefined) throw new Error(`"${line}": ${file} has no region "${region}"`)
  return `\`\`\`${language}\n${shown.trim()}\n\`\`\``
}

function markdownOf(nodes: TemplateChildNode[]): string {
  return nodes.map((node) => {
    if (node.type === NodeTypes.TEXT) return node.content
    return node.type === NodeTypes.ELEMENT ? element(node) : ''
  }).join('')
}

/** An element of HTML as Markdown. A component gives its text, one that has none (an icon, the experiment) nothing. */
function element(node: ElementNode): string {
  const props = propsOf(node)
  // decoration, or a second copy for the eye
  if (props['aria-hidden'] === 'true') return ''
  const inner = markdownOf(node.children)
  const component = COMPONENTS[node.tag]
  if (component) return `\n\n${component(props)}\n\n${inner}\n\n`
  switch (node.tag) {
    case 'br': return ' '
    case 'a': return link(inner, props.href)
    case 'strong': return `**${inner}**`
    case 'em': return `*${inner}*`
    case 'code': return `\`${inner}\``
    case 'small':
    case 'span': return inner
    case 'dt': return `\n- **${inner.trim()}**:`
    // the line break between the two is a space in Markdown
    case 'dd': return inner.trim()
    // a star here is a star
    case 'p': return `\n\n${inner.trim().replace(/^[*]/, '\\*')}\n\n`
    case 'li': return `\n- ${inner.trim()}`
    default: return /^h[1-6]$/.test(node.tag) ? `\n\n${'#'.repeat(Number(node.tag[1]))} ${inner.trim()}\n\n` : `\n\n${inner}\n\n`
  }
}

type Props = Record<string, string>

/** Attributes as written; those that are bound to an expression under their name with a colon. */
function propsOf(node: ElementNode): Props {
  const props: Props = {}
  for (const prop of node.props) {
    if (prop.type === NodeTypes.ATTRIBUTE) props[prop.name] = prop.value?.content ?? ''
    else if (prop.arg?.type === NodeTypes.SIMPLE_EXPRESSION && prop.exp?.type === NodeTypes.SIMPLE_EXPRESSION) props[`:${prop.arg.content}`] = prop.exp.content
  }
  return props
}

function link(text: string, address = ''): string {
  return `[${text}](${/[()]/.test(address) ? `<${address}>` : address})`
}

const picture = ({ src, alt = '' }: Props): string => `![${alt}](${src})`

/** Components whose words are in their props; any other gives what is written inside it. */
const COMPONENTS: Record<string, (props: Props) => string> = {
  Picture: picture,
  ImageBackground: picture,
  ArticleCard: ({ href, title = '', author, date }) => `${link(title, href)}\n\n${author} · ${date}`,
  LibraryColumn: ({ name = '', href, figure, dated }) => `## ${link(name, href)}\n\n**${figure}** (${dated})`,
  ProfileBar: ({ name, share }) => `**${share}** of the time: \`${name}\``,
  ThenNow: ({ then, now, 'then-figure': before, 'now-figure': after }) => `- **Then, 2024: ${before}** ${then}\n- **Now, 2026: ${after}** ${now}`,
  Poll: ({ ':choices': choices = '[]' }) => (runInNewContext(choices) as string[]).map(choice => `- ${choice}`).join('\n'),
  LifeLine: ({ ':events': events = '[]' }) => (runInNewContext(events) as { date: string, text: string }[])
    .map(({ date, text }) => `- **${formatDate(date)}**: ${text}`).join('\n'),
  TimingComparison: ({ study = '', runs, labels }) => {
    const { baseline, rows, study: { measured, source } } = compare({ study, ...runs && { runs }, ...labels && { labels } })
    return [
      `${measured} (${link(source.name, source.url)})\n`,
      `| Run | Time | Against ${baseline.label} |`,
      '|---|--:|--:|',
      ...rows.map(({ run, time, ratio }) => `| ${run.label} | ${time} | ${ratio} |`),
    ].join('\n')
  },
}
