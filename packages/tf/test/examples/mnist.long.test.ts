import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { withNpm } from '../support/with-npm.ts'

const folder = mkdtempSync(join(tmpdir(), 'lazyrich-mnist-'))

afterAll(() => rmSync(folder, { recursive: true, force: true }))

it('the example fetches MNIST and learns it in an epoch', () => {
  const example = join(import.meta.dirname, '../../examples/mnist.mjs')
  const output = execFileSync(process.execPath, [example, '--data', folder], { encoding: 'utf8', env: withNpm })
  expect(output).toContain('60000 digits to learn from, 10000 to test on')
  const [, accuracy] = /^test accuracy ([\d.]+) %/m.exec(output)!
  expect(Number(accuracy)).toBeGreaterThan(97)
})
