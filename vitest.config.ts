import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vitest/config'

/** Tests in the browser: they wait for a state, and this only ends a hang on a busy machine. */
const inBrowser = { testTimeout: 300_000, hookTimeout: 600_000, globalSetup: 'tests/support/setup.ts' }
/** Tests that start Python and compilers. */
const LIVE = 'addons/live/tests/{fixture,module,native,stdlib}.test.ts'
/** Compiles Rust's standard library for the browser twice, which takes minutes. */
const REBUILD = 'addons/live/tests/rebuild.test.ts'

export default defineConfig({
  test: {
    // nothing but the summary of what passed, everything of what failed
    silent: 'passed-only',
    // as many as the machine of CI has cores
    maxWorkers: 2,
    projects: [
      {
        plugins: [vue()],
        extends: true,
        test: {
          name: 'unit',
          include: ['tests/unit/**/*.test.ts', 'addons/*/tests/**/*.test.ts'],
          exclude: [LIVE, REBUILD],
          environment: 'happy-dom',
        },
      },
      {
        extends: true,
        test: { name: 'live', include: [LIVE], testTimeout: 120_000, hookTimeout: 300_000 },
      },
      {
        // the built deck at a sub-path: `npm test`
        extends: true,
        test: { ...inBrowser, name: 'site', include: ['tests/site/**/*.test.ts'], provide: { base: '/talks/rust/' }, sequence: { groupOrder: 1 } },
      },
      {
        // the same tests at the root of a host: `npm run test:full`
        extends: true,
        test: { ...inBrowser, name: 'root', include: ['tests/site/**/*.test.ts'], provide: { base: '/' }, sequence: { groupOrder: 1 } },
      },
      {
        // what is long by nature: `npm run test:full`
        extends: true,
        test: { ...inBrowser, name: 'full', include: ['tests/full/**/*.test.ts', REBUILD], provide: { base: '/talks/rust/' }, testTimeout: 1_800_000, fileParallelism: false, sequence: { groupOrder: 2 } },
      },
    ],
  },
})
