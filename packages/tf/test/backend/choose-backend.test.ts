import * as tf from '@tensorflow/tfjs'
import { describe, expect, it, vi } from 'vitest'
import { type BackendName, chooseBackend, TfError } from '../../src/index.ts'

/** [[1, 2, 3], [4, 5, 6]] times its transpose, on whatever backend is set. */
function product(): number[] {
  return tf.tidy(() => {
    const A = tf.tensor2d([1, 2, 3, 4, 5, 6], [2, 3])
    return Array.from(tf.matMul(A, A, false, true).dataSync())
  })
}

describe('choosing a backend', () => {
  it('takes wasm in Node when no name is given, and it computes', async () => {
    const backend = await chooseBackend()
    expect(backend).toEqual({
      name: 'wasm',
      why: 'wasm is the default: the fastest one that needs no GPU',
      version: '4.22.0',
      features: { variant: expect.stringMatching(/^(relaxed|simd)$/), threads: 1 },
      warnings: [],
    })
    expect(tf.getBackend()).toBe('wasm')
    expect(product()).toEqual([14, 32, 32, 77])
  })

  it('takes cpu when asked for, warns that it is slow, and it computes', async () => {
    const backend = await chooseBackend('cpu')
    expect(backend).toMatchObject({ name: 'cpu', why: 'cpu was asked for', features: { variant: 'js', threads: 1 } })
    expect(backend.warnings).toEqual([expect.stringContaining('about 14 times slower than wasm')])
    expect(tf.getBackend()).toBe('cpu')
    expect(product()).toEqual([14, 32, 32, 77])
  })

  it('switches back and forth', async () => {
    for (const name of ['wasm', 'cpu', 'wasm'] as const) {
      expect((await chooseBackend(name)).why).toBe(`${name} was asked for`)
      expect(tf.getBackend()).toBe(name)
      expect(product()).toEqual([14, 32, 32, 77])
    }
  })

  it.each(['webgl', 'webgpu'] as const)('refuses %s in Node, and says what is available', async (name) => {
    await chooseBackend('wasm')
    await expect(chooseBackend(name)).rejects.toThrow(
      new TfError(`backend ${name} is not available here; available here: wasm, cpu`),
    )
    expect(tf.getBackend()).toBe('wasm')
  })

  it('refuses a name that no backend has', async () => {
    await expect(chooseBackend('tpu' as BackendName)).rejects.toThrow(
      new TfError('backend is "tpu" (did you mean cpu?): wasm, cpu, webgl, webgpu are accepted'),
    )
  })

  it('leaks no tensor, however often', async () => {
    await chooseBackend('cpu')
    await chooseBackend('wasm')
    const before = tf.memory()
    for (let i = 0; i < 5; i++) {
      await chooseBackend('cpu')
      await chooseBackend('wasm')
    }
    expect(tf.memory()).toEqual(before)
  })

  it("leaves TensorFlow.js's argument checks on", async () => {
    await chooseBackend()
    expect(tf.env().getBool('PROD')).toBe(false)
  })

  it('refuses a backend that computes wrongly, and names the entry', async () => {
    const read = vi.spyOn(tf.backend(), 'read').mockResolvedValue(new Float32Array(45))
    await expect(chooseBackend('wasm')).rejects.toThrow(
      /^backend wasm computes 0 for entry \[0, 0\] of a known product: -?\d+ is right$/,
    )
    read.mockRestore()
  })
})
