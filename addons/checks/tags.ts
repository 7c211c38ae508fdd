import { NodeTypes, parse, type TemplateChildNode } from '@vue/compiler-dom'

/** A component or element as a slide's Markdown writes it, with those attributes that are plain text. */
export interface Tag {
  name: string
  attributes: Record<string, string>
  /** Names of attributes that are bound to an expression: only the running slide knows their value. */
  bound: string[]
}

const FENCE = /^(`{3,})[^\n]*\n[\s\S]*?^\1[^\n]*$/gm
const SNIPPET = /^<<<.*$/gm
const COMMENT = /<!--[\s\S]*?-->/g

/** Every tag in a slide's Markdown; code is not looked into. Bad markup is Vue's to report, with its place. */
export function tagsIn(markdown: string): Tag[] {
  const html = markdown.replace(COMMENT, '').replace(FENCE, '').replace(SNIPPET, '')
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
  walk(parse(html, { onError: () => {} }).children)
  return tags
}
