import type { NodeTransform } from '@vue/compiler-dom'

// the compiler's node and attribute types, which are const enums
const ELEMENT = 1
const ATTRIBUTE = 6
const DIRECTIVE = 7

/**
 * Gives every link to the outside `rel="noopener"`, so that the page it opens gets no hold of the deck. It is a step of
 * Vue's template compiler, so it meets all links: those of the slides' Markdown, the components', and Slidev's own.
 *
 * A link whose address is only known at run time gets it as well; on a link within the deck it has no effect. A `rel`
 * that the template gives is kept, with what is missing added.
 */
export const protectOutsideLinks: NodeTransform = (node) => {
  if (node.type !== ELEMENT || node.tag !== 'a') return
  const href = node.props.find(prop => prop.type === ATTRIBUTE && prop.name === 'href')
  const isBound = node.props.some(prop => prop.type === DIRECTIVE && prop.name === 'bind'
    && (!prop.arg || ('content' in prop.arg && prop.arg.content === 'href')))
  const address = href?.type === ATTRIBUTE ? href.value?.content ?? '' : ''
  if (!isBound && !/^(?:https?:)?\/\//i.test(address)) return

  const rel = node.props.find(prop => prop.type === ATTRIBUTE && prop.name === 'rel')
  if (rel?.type === ATTRIBUTE && rel.value) {
    const words = rel.value.content.split(/\s+/).filter(Boolean)
    if (!words.includes('noopener')) rel.value.content = [...words, 'noopener'].join(' ')
    return
  }
  node.props.push({
    type: ATTRIBUTE,
    name: 'rel',
    nameLoc: node.loc,
    value: { type: 2, content: 'noopener', loc: node.loc },
    loc: node.loc,
  })
}
