import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    // nothing but the summary of what passed, everything of what failed
    silent: 'passed-only',
    projects: [
      {
        plugins: [vue()],
        test: {
          name: 'unit',
          include: ['tests/unit/**/*.test.ts', 'addons/*/tests/**/*.test.ts'],
          exclude: ['addons/live/tests/{module,native,rebuild,stdlib}.test.ts'],
          environment: 'happy-dom',
        },
      },
      {
        test: {
          name: 'live',
          include: ['addons/live/tests/{module,native,rebuild,stdlib}.test.ts'],
          // Python starts, compilers run: only a hang takes longer
          testTimeout: 120_000,
          hookTimeout: 300_000,
        },
      },
      {
        test: {
          name: 'site',
          include: ['tests/site/**/*.test.ts'],
          globalSetup: 'tests/support/setup.ts',
          // a browser on a busy machine takes its time; what a test waits for is a state, and this only ends a hang
          testTimeout: 300_000,
          hookTimeout: 300_000,
          // two of Slidev's servers at once would write the same cache of dependencies
          fileParallelism: false,
          // after the others, which take the processor
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
})
