import { defineConfig } from 'vite'
import { keepCodeUntranslated } from './translate-no.ts'

export default defineConfig({
  slidev: {
    vue: { template: { compilerOptions: { nodeTransforms: [keepCodeUntranslated] } } },
  },
})
