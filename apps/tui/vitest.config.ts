import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['test/**/*.test.{ts,tsx}'],
    reporters: ['default', ['json', { outputFile: 'reports/vitest.json' }]],
    testTimeout: 60_000,
    // Real terminals and training threads: one file at a time on a small machine.
    fileParallelism: false,
    env: { FORCE_COLOR: '3' },
  },
})
