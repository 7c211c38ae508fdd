import { expect, it } from 'vitest'
import { featuresOf, replaceModules, RULES } from '../bundle/replace-modules'

const applied = (features: Parameters<typeof replaceModules>[0]) => RULES.filter(rule => !rule.unless?.some(feature => features[feature])).map(rule => rule.name)
const nothing = { drawings: false, twoslash: false, contextMenu: false, transitions: false }

it('keeps what the headmatter switches on', () => {
  const left = (features: Partial<typeof nothing>) => applied(nothing).filter(name => !applied({ ...nothing, ...features }).includes(name))
  expect(left({ drawings: true })).toEqual(['floating-vue', 'drawing', 'drawing controls'])
  expect(left({ twoslash: true })).toEqual(['floating-vue', 'twoslash', 'twoslash styles', 'twoslash pop-ups'])
  expect(left({ contextMenu: true })).toEqual(['no context menu'])
  expect(left({ transitions: true })).toEqual(['transition styles'])
})

it('takes a feature that the headmatter does not mention for switched on, as Slidev does', () => {
  const options = (config: object, raw = '# Title') => ({ data: { config: { drawings: {}, ...config }, slides: [{ source: { raw } }] } }) as unknown as Parameters<typeof featuresOf>[0]
  expect(featuresOf(options({}, '---\ntransition: fade\n---'))).toEqual({ drawings: true, twoslash: true, contextMenu: true, transitions: true })
  expect(featuresOf(options({ drawings: { enabled: false }, twoslash: false, contextMenu: false }))).toEqual(nothing)
})

it.each([
  ['const _directive_mark = _resolveDirective("mark")', ['mark']],
  ['withDirectives(a, [[resolveDirective(\'motion\')]]); withDirectives(b, [[resolveDirective("drag")], [resolveDirective("drag")]])', ['motion', 'drag']],
  ['const _directive_click = _resolveDirective("click")', undefined],
])('lets the file that uses a directive bring it: %s', (code, directives) => {
  const { transform } = replaceModules(nothing)
  const handler = (transform as { handler: (code: string) => { code: string } | undefined }).handler
  const added = handler(code)?.code.slice(code.length).match(/(?<=hosted-directive:)\w+/g)
  expect(added ?? undefined).toEqual(directives)
})
