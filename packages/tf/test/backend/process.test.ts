import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, it } from 'vitest'

const index = JSON.stringify(join(import.meta.dirname, '../../src/index.ts'))

/** Runs a script in a Node of its own. */
function run(script: string): Promise<{ stdout: string; stderr: string }> {
  return promisify(execFile)(process.execPath, ['--input-type=module', '--eval', script])
}

const countModules = `
  const { createRequire } = await import('node:module')
  const modules = () => Object.keys(createRequire(import.meta.url).cache).filter((path) => path.includes('tfjs')).length`

it('loads nothing of TensorFlow.js when it is imported, all of it when a backend is chosen, and prints nothing', async () => {
  const outputs = await Promise.all(
    ['wasm', 'cpu'].map((name) =>
      run(`${countModules}
        const { chooseBackend } = await import(${index})
        const before = modules()
        console.log(before, (await chooseBackend('${name}')).name, modules() > 0)`),
    ),
  )
  expect(outputs).toEqual([
    { stdout: '0 wasm true\n', stderr: '' },
    { stdout: '0 cpu true\n', stderr: '' },
  ])
})
