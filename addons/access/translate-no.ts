import type { NodeTransform } from '@vue/compiler-dom'
import { NodeTypes } from '@vue/compiler-dom'

const CODE = new Set(['pre', 'code', 'kbd', 'samp'])
/** Slidev's own box round code, for code that it draws in script. */
const WRAPPER = 'slidev-code-wrapper'

/** Keeps code as it was written when a browser translates the page: a step of Vue's template compiler. */
export const keepCodeUntranslated: NodeTransform = (node) => {
  if (node.type !== NodeTypes.ELEMENT) return
  const attribute = (name: string) => node.props.find(prop => prop.type === NodeTypes.ATTRIBUTE && prop.name === name)
  const classes = attribute('class')
  const isCode = CODE.has(node.tag) || (classes?.type === NodeTypes.ATTRIBUTE && classes.value?.content.split(/\s+/).includes(WRAPPER))
  if (!isCode || attribute('translate')) return
  const { loc } = node
  node.props.push({ type: NodeTypes.ATTRIBUTE, name: 'translate', nameLoc: loc, value: { type: NodeTypes.TEXT, content: 'no', loc }, loc })
}
