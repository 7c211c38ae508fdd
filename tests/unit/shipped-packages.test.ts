import { expect, it } from 'vitest'
import manifest from '../../package.json'

// what is imported, ESLint sees to
it.each(['pyodide', 'vite-plugin-pwa', '@iconify-json/simple-icons', '@fontsource-variable/fraunces', '@fontsource-variable/jetbrains-mono', '@fontsource-variable/source-sans-3'])('%s, of which the build takes files, is no development dependency, so that the audit sees it', (name) => {
  expect(Object.keys(manifest.dependencies)).toContain(name)
})
