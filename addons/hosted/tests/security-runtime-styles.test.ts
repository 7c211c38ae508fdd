// @vitest-environment node
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { expect, it } from 'vitest'
import { runtimeStyles } from '../security/runtime-styles'

const require = createRequire(import.meta.url)
const source = (file: string) => readFile(require.resolve(`@slidev/client/${file}`), 'utf8')

it('knows the styles that Slidev\'s client adds, letter by letter', async () => {
  // the template's expressions in place of the numbers
  const [colours, , print, notes] = runtimeStyles({ width: 980, height: 552 })
  expect(await source('logic/dark.ts')).toContain(`'${colours}'`)
  expect(await source('composables/usePrintStyles.ts')).toContain(`\`${print?.replace('980', '${slideWidth.value}').replace('552', '${slideHeight.value}')}\``)
  expect(await source('pages/presenter/print.vue')).toContain(`useStyleTag(\`${notes}\`)`)
})
