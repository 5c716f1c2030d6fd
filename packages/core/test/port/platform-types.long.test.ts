import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const root = fileURLToPath(new URL('../..', import.meta.url))

/** What the compiler says of a file under the strictest settings, with that library and those types alone. */
function check(file: string, lib: string, types: string): string {
  const options = ['--noEmit', '--strict', '--exactOptionalPropertyTypes', '--noUncheckedIndexedAccess']
  const modules = ['--module', 'nodenext', '--target', 'es2024', '--allowImportingTsExtensions', '--ignoreConfig']
  const args = [...options, ...modules, '--lib', lib, '--types', types, join('test/port/platform', file)]
  try {
    return execFileSync(process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), ...args], {
      cwd: root,
      encoding: 'utf8',
    })
  } catch (error) {
    return (error as { stdout: string }).stdout
  }
}

test.each([
  ['a browser’s Worker, MessagePort and self', 'browser.ts', 'es2024,dom', ''],
  ['a web worker’s own scope', 'web-worker.ts', 'es2024,webworker', ''],
  ['Node’s Worker, MessagePort and parentPort', 'node.ts', 'es2024', 'node'],
])('connect and serve take %s without a cast', (_, file, lib, types) => expect(check(file, lib, types)).toBe(''))

test('defineExperiment infers parameters, given and state', () => expect(check('definition.ts', 'es2024', '')).toBe(''))
