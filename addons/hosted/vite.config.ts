import { defineConfig } from 'vite'
import { protectOutsideLinks } from './security/outside-links.ts'

export default defineConfig({
  slidev: {
    vue: {
      template: { compilerOptions: { nodeTransforms: [protectOutsideLinks] } },
      // of the eight digits that mark each element of a component with scoped styles, five tell a hundred components apart
      features: { componentIdGenerator: (file, source, isProduction, hash) => hash(isProduction ? file + source : file).slice(0, 5) },
    },
  },
})
