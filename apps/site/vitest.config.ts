import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    // Two slow cores may have a browser each, and something else to do besides.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    maxWorkers: 2,
    reporters: ['default', ['json', { outputFile: 'reports/vitest.json' }]],
  },
})
