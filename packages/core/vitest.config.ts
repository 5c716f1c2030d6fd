import { fileURLToPath } from 'node:url'
import { suite } from '@lazyrich/testing/vitest-config'

const src = fileURLToPath(new URL('src', import.meta.url))

export default suite({
  // What packages/testing takes from core is the source under test, within this process: a worker thread of the tests
  // runs the build.
  resolve: {
    alias: [
      { find: /^@lazyrich\/core$/, replacement: `${src}/index.ts` },
      { find: /^@lazyrich\/core\/([\w-]+)$/, replacement: `${src}/$1/index.ts` },
    ],
  },
  test: { pool: 'forks', execArgv: ['--expose-gc'] },
})
