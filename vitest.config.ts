import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vitest/config'

/** What the hosted deck adds to a talk that is given and exported; `npm run test:hosted` runs these. */
const hosted = ['access', 'bad-days', 'budget', 'dev', 'offline', 'prerender', 'read', 'security'].map(name => `tests/site/${name}.test.ts`)

const inBrowser = {
  globalSetup: 'tests/support/setup.ts',
  // a browser on a busy machine takes its time; what a test waits for is a state, and this only ends a hang
  testTimeout: 300_000,
  hookTimeout: 300_000,
  // two of Slidev's servers at once would write the same cache of dependencies
  fileParallelism: false,
}

export default defineConfig({
  test: {
    // nothing but the summary of what passed, everything of what failed
    silent: 'passed-only',
    projects: [
      {
        plugins: [vue()],
        test: {
          name: 'unit',
          include: ['tests/unit/**/*.test.ts'],
          environment: 'happy-dom',
        },
      },
      {
        test: {
          name: 'live',
          include: ['tests/live/**/*.test.ts'],
          // Python starts, compilers run: only a hang takes longer
          testTimeout: 120_000,
          hookTimeout: 300_000,
        },
      },
      {
        test: {
          ...inBrowser,
          name: 'site',
          include: ['tests/site/**/*.test.ts'],
          exclude: hosted,
          sequence: { groupOrder: 1 },
        },
      },
      {
        test: {
          ...inBrowser,
          name: 'hosted',
          include: hosted,
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
})
