import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { afterAll, expect, it } from 'vitest'

const folder = mkdtempSync(join(tmpdir(), 'lazyrich-mnist-'))

afterAll(() => rmSync(folder, { recursive: true, force: true }))

it('the example learns real digits, as it stands, from a cut-down set', () => {
  const sample = join(import.meta.dirname, '../golden/mnist')
  mkdirSync(join(folder, 'package/data'), { recursive: true })
  for (const name of readdirSync(sample).filter((file) => file.endsWith('.gz')))
    writeFileSync(join(folder, 'package/data', name.slice(0, -3)), gunzipSync(readFileSync(join(sample, name))))
  const example = join(import.meta.dirname, '../../examples/mnist.mjs')
  const output = execFileSync(process.execPath, [example, '--data', folder, '--epochs', '4'], { encoding: 'utf8' })
  expect(output).toContain('1200 digits to learn from, 300 to test on')
  const [, accuracy] = /^test accuracy ([\d.]+) %/m.exec(output)!
  // Guessing gives 10.
  expect(Number(accuracy)).toBeGreaterThan(80)
})
