import * as tf from '@tensorflow/tfjs'
import { beforeAll, describe, expect, it } from 'vitest'
import { distance, on, useKernels, variants } from './support/backends.ts'
import { entries } from './support/entries.ts'
import { finiteDifferences } from './support/finite-differences.ts'

const odd = [Number.NaN, Infinity, -Infinity, 0, -0, 1e-40, 6, 7, -3, 2.5]
const values = (size: number): Float32Array => entries(size).map((value, i) => odd[i % 13] ?? 8 * value)
const sizes = [0, 1, 3, 4, 7, 64, 1001]

const activations: readonly [string, (x: tf.Tensor) => tf.Tensor][] = [
  ['relu', tf.relu],
  ['relu6', tf.relu6],
  ['leakyRelu', (x) => tf.leakyRelu(x, 0.1)],
  ['clipByValue', (x) => tf.clipByValue(x, -1, 2)],
]

describe.each(variants)('activations, %s', (variant) => {
  beforeAll(() => useKernels(variant))

  it.each(activations)('%s and its gradient keep NaN where the cpu backend does', async (_, f) => {
    for (const size of sizes) {
      const work = (): tf.Tensor[] => {
        const x = tf.tensor1d(values(size))
        return [f(x), tf.grad(f)(x, tf.tensor1d(entries(size, 2)))]
      }
      const right = await on('cpu', work)
      for (const [i, { shape, values }] of (await on('wasm', work)).entries()) {
        expect(shape).toEqual([size])
        expect(distance(values, right[i]!.values)).toBeLessThan(1e-6)
      }
    }
  })

  it('carry a NaN and an infinity in the gradient that comes in', async () => {
    for (const [, f] of activations.slice(0, 3)) {
      const work = (): tf.Tensor =>
        tf.grad(f)(tf.tensor1d([1, -1, 7, 2]), tf.tensor1d([Number.NaN, Infinity, 1, -Infinity]))
      expect((await on('wasm', work))[0]!.values).toEqual((await on('cpu', work))[0]!.values)
    }
  })

  it('have a second gradient where TensorFlow.js has one: relu', async () => {
    const cubed = (x: tf.Tensor): tf.Tensor => tf.sum(tf.pow(tf.relu(x), tf.scalar(3)))
    const work = (): tf.Tensor =>
      tf.grad((x: tf.Tensor) => tf.sum(tf.square(tf.grad(cubed)(x))))(tf.tensor1d([0.5, -0.3, 1.5, 7]))
    expect(distance((await on('wasm', work))[0]!.values, (await on('cpu', work))[0]!.values)).toBeLessThan(1e-5)
  })

  it.each(activations)('%s has the gradient that finite differences have', async (_, f) => {
    await tf.setBackend('wasm')
    const at = Float32Array.from({ length: 21 }, (_, i) => i * 0.45 - 3.1)
    const { gradient, differences } = finiteDifferences(f, at, [21], (size) => entries(size, 2))
    expect(distance(gradient, differences)).toBeLessThan(1e-3)
  })

  it('of whole numbers and truth values equal the cpu backend', async () => {
    const work = (): tf.Tensor[] => [
      tf.relu6(tf.tensor1d([-1, 3, 9], 'int32')),
      tf.clipByValue(tf.tensor1d([-1, 3, 9], 'int32'), 0, 5),
      tf.relu(tf.tensor1d([true, false])),
      tf.relu6(tf.tensor1d([true, false])),
      tf.clipByValue(tf.tensor1d([true, false]), 0, 1),
    ]
    const right = await on('cpu', work)
    for (const [i, { values }] of (await on('wasm', work)).entries()) expect(values).toEqual(right[i]!.values)
  })

  it('clip to bounds of any kind and order as the cpu backend does', async () => {
    const bounds = [-Infinity, -3e9, -2.5, -2, 0, 0.5, 2, 2.5, 3e9, Infinity, Number.NaN]
    const whole = [-(2 ** 31), -4, -3, -2, -1, 0, 1, 2, 3, 4, 2 ** 31 - 1]
    for (const clipValueMin of bounds)
      for (const clipValueMax of bounds) {
        const work = (): tf.Tensor[] =>
          [
            tf.tensor1d([...values(69), ...bounds]),
            tf.tensor1d(whole, 'int32'),
            tf.tensor1d([true, false, true], 'bool'),
          ].map((x) => tf.engine().runKernel('ClipByValue', { x }, { clipValueMin, clipValueMax }) as tf.Tensor)
        const right = await on('cpu', work)
        for (const [i, { dtype, values }] of (await on('wasm', work)).entries()) {
          expect(dtype).toBe(right[i]!.dtype)
          expect(distance(values, right[i]!.values), `${i}: ${clipValueMin} to ${clipValueMax}`).toBeLessThan(1e-6)
        }
      }
  })

  it('fused with a product keep NaN, and are right otherwise', async () => {
    for (const activation of ['relu', 'relu6', 'linear', 'sigmoid'] as const) {
      const work = (): tf.Tensor[] => {
        const dense = (a: tf.Tensor2D): tf.Tensor =>
          tf.fused.matMul({ a, b: tf.tensor2d(entries(15, 2), [3, 5]), bias: tf.tensor1d(entries(5, 3)), activation })
        const image = tf.tensor4d(
          entries(50).map((value, i) => (i === 20 ? Number.NaN : 3 * value)),
          [1, 5, 5, 2],
        )
        const convolution = { x: image, strides: 1, pad: 'same', bias: tf.tensor1d(entries(4, 3)), activation } as const
        return [
          dense(
            tf.tensor2d(
              entries(12).map((value) => 9 * value),
              [4, 3],
            ),
          ),
          dense(tf.tensor2d([Number.NaN, 1, 2, 3, 4, 5], [2, 3])),
          tf.fused.conv2d({ ...convolution, filter: tf.tensor4d(entries(72), [3, 3, 2, 4]) }),
          tf.fused.depthwiseConv2d({ ...convolution, filter: tf.tensor4d(entries(36), [3, 3, 2, 2]) }),
        ]
      }
      const right = await on('cpu', work)
      for (const [i, { values }] of (await on('wasm', work)).entries())
        expect(distance(values, right[i]!.values)).toBeLessThan(1e-5)
    }
  })

  it('fused with a product are right for transposed matrices, several of them, and a sum over nothing', async () => {
    for (const activation of ['linear', 'relu', 'relu6', 'sigmoid', 'elu', 'leakyrelu', 'prelu'] as const)
      for (const [left, right, transposeA, transposeB] of [
        [[3, 4], [5, 3], true, true],
        [[3, 4], [3, 5], true, false],
        [[4, 3], [5, 3], false, true],
        [[2, 4, 3], [2, 3, 5], false, false],
        [[2, 4, 3], [1, 3, 5], false, false],
        [[4, 0], [0, 5], false, false],
      ] as const) {
        const tensor = (shape: readonly number[], seed: number): tf.Tensor =>
          tf.tensor(entries(tf.util.sizeFromShape([...shape]), seed), [...shape])
        const work = (): tf.Tensor[] =>
          [[5], [1], undefined].map((bias) =>
            tf.fused.matMul({
              a: tensor(left, 1),
              b: tensor(right, 2),
              transposeA,
              transposeB,
              bias: bias && tf.tensor(entries(bias[0]!, 3), bias),
              activation,
              leakyreluAlpha: 0.3,
              preluActivationWeights: tf.tensor1d(entries(5, 4)),
            } as never),
          )
        const expected = await on('cpu', work)
        for (const [i, { shape, values }] of (await on('wasm', work)).entries()) {
          expect(shape).toEqual(expected[i]!.shape)
          expect(distance(values, expected[i]!.values)).toBeLessThan(1e-5)
        }
      }
  })

  it('refuse a gradient of another shape or type', async () => {
    await tf.setBackend('wasm')
    const slope = (dy: tf.Tensor, x: tf.Tensor): unknown =>
      tf.engine().runKernel('LazyrichReluGrad', { dy, x }, { below: 0, ceiling: Infinity, keepNaN: true } as never)
    expect(() => slope(tf.ones([2]), tf.ones([100]))).toThrow(/dy has shape \[2\] where \[100\]/)
    expect(() => slope(tf.ones([4], 'int32'), tf.ones([4]))).toThrow(/dy is int32, float32 is accepted/)
    expect(() => slope(tf.ones([4]), tf.ones([4], 'bool'))).toThrow(/x is bool/)
  })
})
