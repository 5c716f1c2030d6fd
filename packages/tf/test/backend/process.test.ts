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

it('loads nothing of TensorFlow.js when it is imported, and all of it when a backend is chosen', async () => {
  const { stdout } = await run(`${countModules}
    const { chooseBackend } = await import(${index})
    const before = modules()
    await chooseBackend()
    console.log(before, modules() > 0)`)
  expect(stdout).toBe('0 true\n')
})

it.each(['wasm', 'cpu'])('prints nothing while %s starts and is used for the first time', async (name) => {
  const { stdout, stderr } = await run(`
    const { chooseBackend } = await import(${index})
    console.log((await chooseBackend('${name}')).name)`)
  expect(stdout).toBe(`${name}\n`)
  expect(stderr).toBe('')
})
