import { fileURLToPath } from 'node:url'
import { defineConfig, type ViteUserConfig } from 'vitest/config'

const src = fileURLToPath(new URL('src', import.meta.url))

const config: ViteUserConfig = defineConfig({
  // What packages/testing takes from core is the source under test, not the build.
  resolve: {
    alias: [
      { find: /^@lazyrich\/core$/, replacement: `${src}/index.ts` },
      { find: /^@lazyrich\/core\/([\w-]+)$/, replacement: `${src}/$1/index.ts` },
    ],
  },
  test: {
    include: ['test/**/*.test.ts'],
    setupFiles: ['@lazyrich/testing/seed'],
    reporters: ['default', ['json', { outputFile: 'reports/vitest.json' }]],
    pool: 'forks',
    execArgv: ['--expose-gc'],
    testTimeout: 60_000,
    hookTimeout: 120_000,
  },
})
export default config
