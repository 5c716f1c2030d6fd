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

it('shows a program on the page about networks that trains, and measures what moved, as it stands', () => {
  const page = readFileSync(join(source, 'content/docs/networks.mdx'), 'utf8')
  const program = [...page.matchAll(/```js\n([\s\S]*?)```/g)].map(([, code]) => code).join('\n')
  const printed = execFileSync(process.execPath, ['--input-type=module', '-e', program], {
    encoding: 'utf8',
    cwd: import.meta.dirname,
  })
  const [, loss, distance] = /^loss (\S+) kernel distance (\S+) neurons that switched \{ relu1: 0\.\d+ \}\nδ -?\d/.exec(
    printed,
  )!
  expect(Number(loss)).toBeLessThan(1)
  expect(Number(distance)).toBeGreaterThan(0.01)
  expect(Number(distance)).toBeLessThan(1)
})
