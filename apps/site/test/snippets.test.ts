import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'

const source = join(import.meta.dirname, '../src')

it('prints on the home page what its program prints', () => {
  const printed = execFileSync(process.execPath, [join(source, 'snippets/first-neuron.js')], { encoding: 'utf8' })
  expect(printed.split('\n')).toHaveLength(5)
  expect(readFileSync(join(source, 'content/docs/index.mdx'), 'utf8')).toContain(`\`\`\`text\n${printed}\`\`\``)
})
