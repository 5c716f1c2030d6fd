import { defineConfig, type ViteUserConfig, type ViteUserConfigFnObject } from 'vitest/config'

/**
 * How the tests of a package run: all but `*.long.test.ts`, or those alone with `--mode long`. Each leaves a
 * report, which `npm test` and `npm run test:long` sum up. Files share a worker's modules, unless a package says otherwise.
 * Waits are generous: machines may be small and busy.
 */
export function suite({ test = {}, ...config }: ViteUserConfig = {}): ViteUserConfigFnObject {
  const long = 'test/**/*.long.test.{ts,tsx}'
  return defineConfig(({ mode }) => ({
    ...config,
    test: {
      include: [mode === 'long' ? long : 'test/**/*.test.{ts,tsx}'],
      exclude: mode === 'long' ? [] : [long],
      setupFiles: ['@lazyrich/testing/seed'],
      reporters: ['default', ['json', { outputFile: `reports/vitest${mode === 'long' ? '.long' : ''}.json` }]],
      isolate: false,
      testTimeout: 300_000,
      hookTimeout: 300_000,
      ...test,
    },
  }))
}
