import type { AttributeNode, CompoundExpressionNode, DirectiveNode, ElementNode, NodeTransform } from '@vue/compiler-dom'
import { ConstantTypes, NodeTypes } from '@vue/compiler-dom'

const OUTSIDE = /^(?:https?:)?\/\//i
/** What a screen reader adds to such a link's name. */
const DESCRIPTION = 'opens in a new tab'

function attribute(node: ElementNode, name: string): AttributeNode | undefined {
  return node.props.find((prop): prop is AttributeNode => prop.type === NodeTypes.ATTRIBUTE && prop.name === name)
}

function bound(node: ElementNode, name: string): DirectiveNode | undefined {
  return node.props.find((prop): prop is DirectiveNode => prop.type === NodeTypes.DIRECTIVE && prop.name === 'bind' && prop.arg !== undefined && 'content' in prop.arg && prop.arg.content === name)
}

function set({ props, loc }: ElementNode, name: string, content: string): void {
  props.push({ type: NodeTypes.ATTRIBUTE, name, nameLoc: loc, value: { type: NodeTypes.TEXT, content, loc }, loc })
}

/** Binds an attribute to a value while the address that another expression gives is outside. */
function setWhileOutside({ props, loc }: ElementNode, href: NonNullable<DirectiveNode['exp']>, name: string, value: string): void {
  const exp: CompoundExpressionNode = { type: NodeTypes.COMPOUND_EXPRESSION, children: [`(${OUTSIDE}).test(`, href, `) ? ${JSON.stringify(value)} : undefined`], loc }
  props.push({
    type: NodeTypes.DIRECTIVE,
    name: 'bind',
    rawName: `:${name}`,
    arg: { type: NodeTypes.SIMPLE_EXPRESSION, content: name, isStatic: true, constType: ConstantTypes.CAN_STRINGIFY, loc },
    exp,
    modifiers: [],
    loc,
  })
}

/**
 * Lets every link to the outside open in a new tab, says so to screen readers, and gives the page that opens no hold of
 * the deck (`rel="noopener"`). It is a step of Vue's template compiler, so it meets all links: those of the slides'
 * Markdown and HTML, the components', and Slidev's own.
 *
 * Of a bound address it is known at run time whether it leads outside; `rel` has no effect on one that doesn't, nor where
 * `v-bind` gives all attributes at once. A `target`, a description and the words of a `rel` that the template gives are kept.
 */
export const protectOutsideLinks: NodeTransform = (node) => {
  if (node.type !== NodeTypes.ELEMENT || node.tag !== 'a') return
  const isOutside = OUTSIDE.test(attribute(node, 'href')?.value?.content ?? '')
  const href = bound(node, 'href')?.exp
  const isSpread = node.props.some(prop => prop.type === NodeTypes.DIRECTIVE && prop.name === 'bind' && !prop.arg)
  if (!isOutside && !href && !isSpread) return

  const rel = attribute(node, 'rel')
  if (!rel) {
    set(node, 'rel', 'noopener')
  } else if (rel.value) {
    const words = rel.value.content.split(/\s+/).filter(Boolean)
    if (!words.includes('noopener')) rel.value.content = [...words, 'noopener'].join(' ')
  }

  const target = attribute(node, 'target')?.value?.content
  if (bound(node, 'target') || (target !== undefined && target !== '_blank')) return
  for (const [name, value] of [['target', '_blank'], ['aria-description', DESCRIPTION]] as const) {
    if (attribute(node, name) || bound(node, name)) continue
    if (isOutside) set(node, name, value)
    else if (href) setWhileOutside(node, href, name, value)
  }
}
