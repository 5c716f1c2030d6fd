import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { installPacked } from './support/consumer.ts'

const readme = fileURLToPath(new URL('../../../README.md', import.meta.url))

/** The first js block after `<!-- core-snippet -->` and the text block after it. */
function snippet(text: string): { code: string; output: string } | undefined {
  const match = /<!-- core-snippet -->[\s\S]*?```js\n([\s\S]*?)```[\s\S]*?```text\n([\s\S]*?)```/.exec(text)
  return match ? { code: match[1], output: match[2] } : undefined
}

test('the README’s snippet of core runs as it stands in an empty project, and prints what the README says', () => {
  const found = snippet(existsSync(readme) ? readFileSync(readme, 'utf8') : '')
  expect(found, 'README.md has no js block followed by a text block after <!-- core-snippet -->').toBeDefined()
  const consumer = installPacked()
  try {
    expect(consumer.run('snippet.js', found!.code).trimEnd()).toBe(found!.output.trimEnd())
  } finally {
    consumer.remove()
  }
})
