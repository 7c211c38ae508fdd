import { defineShikiSetup } from '@slidev/types'
import { createCssVariablesTheme } from 'shiki/core'

/** Code in the talk's own colours: the theme names variables, styles/code.css gives them their value in both schemes. */
export default defineShikiSetup(() => ({
  theme: createCssVariablesTheme({ name: 'talk', variablePrefix: '--code-', fontStyle: false }),
  langs: ['python', 'rust'],
}))
