import { execFile } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { build } from 'esbuild'
import type { Variant } from '../../../src/kernels.ts'

/** Full names of the specs, the failed ones with what they said. */
export interface SuiteResult {
  readonly passed: readonly string[]
  readonly failed: readonly (readonly [spec: string, message: string])[]
}

const here = createRequire(import.meta.url)
const folderOf = (name: string): string => dirname(here.resolve(`${name}/package.json`))
const core = folderOf('@tensorflow/tfjs-core')
const wasm = folderOf('@tensorflow/tfjs-backend-wasm')
const kernels = resolve(import.meta.dirname, '../../../src/kernels.ts')

/**
 * The tests of TensorFlow.js' own operations, gradients and variables, which its npm package ships, on the wasm backend:
 * with the training kernels of a variant, or as it comes. They run in a process of their own.
 */
export async function runTfjsSuite(register: Variant | 'stock'): Promise<SuiteResult> {
  const folder = mkdtempSync(join(tmpdir(), 'lazyrich-tfjs-suite-'))
  try {
    writeFileSync(join(folder, 'prepare.mjs'), preparation(register))
    writeFileSync(join(folder, 'specs.mjs'), specs())
    await build({
      entryPoints: [join(folder, 'specs.mjs')],
      outfile: join(folder, 'specs.cjs'),
      bundle: true,
      platform: 'node',
      format: 'cjs',
      // Chained operations are registered by importing them.
      ignoreAnnotations: true,
      mainFields: ['module', 'main'],
      define: { 'import.meta.url': '__filename' },
      logLevel: 'error',
      plugins: [
        {
          name: 'one copy of TensorFlow.js',
          setup({ onResolve }) {
            onResolve({ filter: /^@tensorflow\/tfjs(-core)?$/ }, () => ({ path: join(core, 'dist/index.js') }))
            onResolve({ filter: /^@tensorflow\/tfjs-backend-wasm$/ }, () => ({ path: join(wasm, 'dist/index.js') }))
            onResolve({ filter: /^jasmine-core\// }, ({ path }) => ({ path: here.resolve(path) }))
          },
        },
      ],
    })
    writeFileSync(join(folder, 'run.cjs'), runner(here.resolve('jasmine-core')))
    await promisify(execFile)(process.execPath, ['run.cjs'], { cwd: folder, maxBuffer: 1e9 })
    return JSON.parse(readFileSync(join(folder, 'result.json'), 'utf8'))
  } finally {
    rmSync(folder, { recursive: true })
  }
}

/** What must be there before anything is described. */
function preparation(register: Variant | 'stock'): string {
  return `
    import ${JSON.stringify(join(core, 'dist/public/chained_ops/register_all_chained_ops.js'))}
    import ${JSON.stringify(join(core, 'dist/register_all_gradients.js'))}
    import { setTestEnvs } from ${JSON.stringify(join(core, 'dist/jasmine_util.js'))}
    import * as tf from '@tensorflow/tfjs-core'
    import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm'
    import { registerTrainingKernels } from ${JSON.stringify(kernels)}
    setWasmPaths(${JSON.stringify(`${join(wasm, 'dist')}/`)})
    setTestEnvs([{ name: 'wasm', backendName: 'wasm', isDataSync: true, flags: {} }])
    globalThis.suiteReady = async () => {
      await tf.setBackend('wasm')
      const variant = ${JSON.stringify(register)}
      if (variant === 'stock') return
      const registered = await registerTrainingKernels(tf, { variant })
      if (registered.variant !== variant) throw new Error('registered ' + registered.variant)
    }`
}

function specs(): string {
  const operations = readdirSync(join(core, 'dist/ops')).filter((file) => file.endsWith('_test.js'))
  const files = [...operations.map((file) => `ops/${file}`), 'gradients_test.js', 'variable_test.js']
  return ['./prepare.mjs', ...files.map((file) => join(core, 'dist', file))]
    .map((file) => `import ${JSON.stringify(file)}`)
    .join('\n')
}

function runner(jasmineCore: string): string {
  return `
    const env = require(${JSON.stringify(jasmineCore)}).boot().getEnv()
    const passed = []
    const failed = []
    env.configure({ random: false })
    env.addReporter({
      specDone({ status, fullName, failedExpectations: [first] }) {
        if (status === 'passed') passed.push(fullName)
        else if (status === 'failed') failed.push([fullName, (first?.message ?? '').slice(0, 300)])
      },
    })
    env.beforeAll(() => globalThis.suiteReady(), 60000)
    require('./specs.cjs')
    env.execute().then(({ failedExpectations: [first] }) => {
      if (first) throw new Error(first.message)
      require('node:fs').writeFileSync('result.json', JSON.stringify({ passed, failed }))
    })`
}
