import { NodeTypes, parse, type TemplateChildNode } from '@vue/compiler-dom'

/** A component or element as a slide's Markdown writes it, with those attributes that are plain text. */
export interface Tag {
  name: string
  attributes: Record<string, string>
  /** Names of attributes that are bound to an expression: only the running slide knows their value. */
  bound: string[]
}

/** A comment, a snippet, a block of code, a span of it, an element. */
const NOT_TEXT = /<!--[\s\S]*?-->|^<<<.*$|^(`{3,}|~{3,})[^\n]*\n[\s\S]*?^\1[^\n]*$|(`+)[^`](?:[\s\S]*?[^`])?\2(?!`)|<(code|pre)\b[\s\S]*?<\/\3>/gm

/** A slide's Markdown without its code and comments. */
export const withoutCode = (markdown: string): string => markdown.replace(NOT_TEXT, '')

/** Every tag in a slide's Markdown; code is not looked into. Bad markup is Vue's to report, with its place. */
export function tagsIn(markdown: string): Tag[] {
  const tags: Tag[] = []
  function walk(nodes: TemplateChildNode[]): void {
    for (const node of nodes) {
      if (node.type !== NodeTypes.ELEMENT) continue
      const tag: Tag = { name: node.tag, attributes: {}, bound: [] }
      for (const prop of node.props) {
        if (prop.type === NodeTypes.ATTRIBUTE) tag.attributes[prop.name] = prop.value?.content ?? ''
        else if (prop.name === 'bind' && prop.arg?.type === NodeTypes.SIMPLE_EXPRESSION) tag.bound.push(prop.arg.content)
      }
      tags.push(tag)
      walk(node.children)
    }
  }
  walk(parse(withoutCode(markdown), { onError: () => {} }).children)
  return tags
}
