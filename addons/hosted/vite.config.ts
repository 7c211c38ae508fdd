import { defineConfig } from 'vite'
import { protectOutsideLinks } from './security/outside-links.ts'

export default defineConfig({
  slidev: { vue: { template: { compilerOptions: { nodeTransforms: [protectOutsideLinks] } } } },
})
