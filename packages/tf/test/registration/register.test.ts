import * as tf from '@tensorflow/tfjs'
import '@tensorflow/tfjs-backend-wasm'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { registerTrainingKernels, TfError } from '../../src/kernels.ts'
import { trainingGradients } from '../../src/wasm/gradients/index.ts'
import { trainingKernels } from '../../src/wasm/kernels/index.ts'
import { webAssembly } from '../../src/wasm/web-assembly.ts'
import { everything, gradientOfProduct, registered } from './registry.ts'

const RIGHT = [8, 12, 8, 12]

/** As on a machine with SIMD, but without the relaxed multiply and add. */
async function withoutRelaxed(): Promise<void> {
  await tf.env().getAsync('WASM_HAS_SIMD_SUPPORT')
  vi.spyOn(webAssembly, 'validate').mockReturnValue(false)
}

function replace(kernel: tf.KernelConfig): void {
  tf.unregisterKernel(kernel.kernelName, kernel.backendName)
  tf.registerKernel(kernel)
}

beforeEach(() => tf.setBackend('wasm'))
afterEach(async () => {
  vi.restoreAllMocks()
  tf.env().reset()
  await tf.setBackend('wasm')
  const { unregister } = await registerTrainingKernels(tf)
  unregister()
})

it('says what it added and what it replaced, and warns of nothing', async () => {
  const stock = everything()
  const { added, replaced, gradients, warnings, variant } = await registerTrainingKernels(tf)
  expect(new Set([...added, ...replaced]).size).toBe(added.length + replaced.length)
  expect(new Set([...added, ...replaced])).toEqual(new Set(trainingKernels.map(({ name }) => name)))
  for (const name of added) expect(stock.has(name), name).toBe(false)
  for (const name of replaced) expect(stock.has(name), name).toBe(true)
  expect(gradients).toEqual(trainingGradients.map(({ name }) => name))
  expect(warnings).toEqual([])
  expect(['simd', 'relaxed']).toContain(variant)
})

it('twice, or twice at once, registers once', async () => {
  const stock = registered()
  const [first, second] = await Promise.all([registerTrainingKernels(tf), registerTrainingKernels(tf)])
  const after = registered()
  expect(second).toBe(first)
  for (const [i, kernel] of after.entries()) expect(kernel).not.toBe(stock[i])
  expect(await registerTrainingKernels(tf, { variant: first.variant as 'simd' })).toBe(first)
  const other = first.variant === 'simd' ? 'relaxed' : 'simd'
  await expect(registerTrainingKernels(tf, { variant: other })).rejects.toThrow(
    new TfError(`the training kernels are registered as ${first.variant} already: unregister() them to have ${other}`),
  )
  expect(registered()).toEqual(after)
  expect(gradientOfProduct()).toEqual(RIGHT)
})

it('does not say of any kernel that it is registered already', async () => {
  const warn = vi.spyOn(console, 'warn')
  await registerTrainingKernels(tf)
  expect(warn).not.toHaveBeenCalled()
})

it('unregister puts back the very kernels and gradients that were there, however often it is called', async () => {
  const [all, ours] = [everything(), registered()]
  const first = await registerTrainingKernels(tf)
  first.unregister()
  expect(everything()).toEqual(all)
  for (const [i, kernel] of registered().entries()) expect(kernel).toBe(ours[i])
  first.unregister()
  expect(everything()).toEqual(all)
  const second = await registerTrainingKernels(tf)
  const after = registered()
  first.unregister()
  for (const [i, kernel] of registered().entries()) expect(kernel).toBe(after[i])
  second.unregister()
  for (const [i, kernel] of registered().entries()) expect(kernel).toBe(ours[i])
  expect(gradientOfProduct()).toEqual(RIGHT)
})

it('unregister leaves alone what somebody else has registered since', async () => {
  const stock = tf.getKernel('BatchMatMul', 'wasm')
  const { unregister } = await registerTrainingKernels(tf)
  const theirs = { ...stock }
  const ours = tf.getKernel('Identity', 'wasm')
  replace(theirs)
  unregister()
  expect(tf.getKernel('BatchMatMul', 'wasm')).toBe(theirs)
  expect(tf.getKernel('Identity', 'wasm')).not.toBe(ours)
  replace(stock)
})

it('a reset backend computes with the stock kernels once they are back', async () => {
  const { unregister } = await registerTrainingKernels(tf)
  tf.engine().reset()
  await tf.setBackend('wasm')
  expect(gradientOfProduct()).toEqual(RIGHT)
  unregister()
  expect(gradientOfProduct()).toEqual(RIGHT)
})

it('waits for a backend that is still starting', async () => {
  tf.engine().reset()
  const starting = tf.setBackend('wasm')
  const { variant } = await registerTrainingKernels(tf)
  expect(variant).not.toBe('scalar')
  expect(gradientOfProduct()).toEqual(RIGHT)
  expect(await starting).toBe(true)
})

it('with cpu set and wasm only imported, changes wasm for when it is set', async () => {
  tf.engine().reset()
  await tf.setBackend('cpu')
  const cpu = tf.getKernel('BatchMatMul', 'cpu')
  await registerTrainingKernels(tf)
  expect(tf.getBackend()).toBe('cpu')
  expect(tf.getKernel('BatchMatMul', 'cpu')).toBe(cpu)
  expect(gradientOfProduct()).toEqual(RIGHT)
  await tf.setBackend('wasm')
  expect(gradientOfProduct()).toEqual(RIGHT)
})

it('with no backend set, leaves the choice to TensorFlow.js', async () => {
  tf.engine().reset()
  await registerTrainingKernels(tf)
  expect(tf.engine()).toMatchObject({ backendInstance: null })
  await tf.ready()
  expect(gradientOfProduct()).toEqual(RIGHT)
})

it('without waiting, beside a backend that is set, disturbs neither', async () => {
  tf.engine().reset()
  const registering = registerTrainingKernels(tf)
  await tf.setBackend('wasm')
  await registering
  expect(tf.getBackend()).toBe('wasm')
  expect(gradientOfProduct()).toEqual(RIGHT)
})

it('refuses options that are none', async () => {
  await expect(registerTrainingKernels(tf, null as never)).rejects.toThrow(
    new TfError("options is null: an object like { variant: 'simd' } is accepted"),
  )
})

it('warns where TensorFlow.js has come without its gradients', async () => {
  const warn = vi.spyOn(console, 'warn').mockImplementation(() => {})
  const gradient = tf.getGradient('Conv2D')
  tf.unregisterGradient('Conv2D')
  const { warnings } = await registerTrainingKernels(tf)
  tf.registerGradient(gradient)
  expect(warnings).toEqual([expect.stringContaining('comes without gradients: import @tensorflow/tfjs')])
  expect(warn).toHaveBeenCalledExactlyOnceWith(`@lazyrich/tf: ${warnings[0]}`)
})

it('on a machine without SIMD registers nothing and says so', async () => {
  const stock = registered()
  const warn = vi.spyOn(console, 'warn').mockImplementation(() => {})
  tf.env().set('WASM_HAS_SIMD_SUPPORT', false)
  const { variant, added, replaced, warnings, unregister } = await registerTrainingKernels(tf)
  expect({ variant, added, replaced }).toEqual({ variant: 'scalar', added: [], replaced: [] })
  expect(warnings).toEqual([expect.stringContaining('no SIMD on this machine')])
  expect(warn).toHaveBeenCalledExactlyOnceWith(`@lazyrich/tf: ${warnings[0]}`)
  for (const [i, kernel] of registered().entries()) expect(kernel).toBe(stock[i])
  expect(gradientOfProduct()).toEqual(RIGHT)
  unregister()
  tf.env().set('WASM_HAS_SIMD_SUPPORT', true)
  expect((await registerTrainingKernels(tf)).variant).not.toBe('scalar')
})

it('without relaxed SIMD takes the other module', async () => {
  await withoutRelaxed()
  expect(await registerTrainingKernels(tf)).toMatchObject({ variant: 'simd', warnings: [] })
  expect(gradientOfProduct()).toEqual(RIGHT)
})

it('without relaxed SIMD takes the other module where relaxed was asked for, and says so', async () => {
  await withoutRelaxed()
  const { variant, warnings } = await registerTrainingKernels(tf, { variant: 'relaxed' })
  expect(variant).toBe('simd')
  expect(warnings).toEqual([expect.stringContaining('no relaxed SIMD on this machine')])
})

it('refuses a variant that it does not have', async () => {
  const asked = registerTrainingKernels(tf, { variant: 'scalar' as 'simd' })
  await expect(asked).rejects.toThrow(new TfError('variant is scalar: simd and relaxed are accepted'))
})

it.each([
  ['wasm.asm.memory', { asm: {} }],
  ['wasm._malloc', { _malloc: undefined }],
  ['wasm._free', { _free: 3 }],
])('refuses a wasm backend without %s, and leaves all as it was', async (missing, insides) => {
  const stock = registered()
  const { wasm } = tf.backend() as unknown as { wasm: object }
  const before = { ...wasm }
  Object.assign(wasm, insides)
  try {
    await expect(registerTrainingKernels(tf)).rejects.toThrow(
      new TfError(
        `the wasm backend has no ${missing}, which 4.22.0 has: is @tensorflow/tfjs-backend-wasm another version?`,
      ),
    )
  } finally {
    Object.assign(wasm, before)
  }
  for (const [i, kernel] of registered().entries()) expect(kernel).toBe(stock[i])
  await registerTrainingKernels(tf)
  expect(gradientOfProduct()).toEqual(RIGHT)
})

it.each(['dataIdMap', 'makeOutput', 'disposeData', 'incRef', 'readSync'])(
  'refuses a wasm backend without %s',
  async (name) => {
    const backend = tf.backend() as unknown as Record<string, unknown>
    const before = Object.getOwnPropertyDescriptor(backend, name)
    backend[name] = undefined
    try {
      await expect(registerTrainingKernels(tf)).rejects.toThrow(`the wasm backend has no ${name}, which 4.22.0 has`)
    } finally {
      if (before) Object.defineProperty(backend, name, before)
      else delete backend[name]
    }
  },
)

it('refuses another version', async () => {
  const other = { ...tf, version_core: '4.21.0' }
  await expect(registerTrainingKernels(other as never)).rejects.toThrow(
    new TfError('tf is version 4.21.0: the training kernels rely on the inside of 4.22.0 and accept no other'),
  )
})

it.each([
  [undefined, 'undefined'],
  [null, 'null'],
  [{}, 'object'],
  [{ version_core: '4.22.0' }, 'object'],
  ['4.22.0', 'string'],
])('refuses %j, which is no TensorFlow.js', async (tf, kind) => {
  const asked = registerTrainingKernels(tf as never)
  await expect(asked).rejects.toThrow(TfError)
  await expect(asked).rejects.toThrow(new RegExp(`^tf is ${kind}, without registerKernel and version_core`))
})
