import * as tf from '@tensorflow/tfjs'
import { beforeAll, describe, expect, it } from 'vitest'
import { distance, on, useKernels, variants } from './support/backends.ts'
import { entries } from './support/entries.ts'
import { withFailing } from './support/with-failing.ts'

const extents: Record<string, number> = { a: 1, b: 3, h: 2, i: 5, j: 4, k: 7, q: 6, z: 0 }

const equations = [
  // One operand.
  'ij->ij',
  'ij->ji',
  'ij->i',
  'ij->',
  'bij->jb',
  // Products of matrices.
  'ij,jk->ik',
  'ij,jk->ki',
  'ji,jk->ik',
  'ij,kj->ik',
  'ji,kj->ik',
  'bij,bjk->bik',
  'bhiq,bhjq->bhij',
  'bihq,bjhq->bhij',
  'bhij,bjhq->bihq',
  'bi,hi->bh',
  'ijk,jkq->iq',
  'ijk,qkj->iq',
  'i,i->',
  'ij,j->i',
  'ij,jz->iz',
  'iz,zj->ij',
  'aij,ajk->aik',
  // An axis of one operand alone that is summed over.
  'ij,jk->i',
  // No axis in common that is summed over.
  'i,j->ij',
  'ij,ij->ij',
  'ij,jk->ijk',
  'ij,jk->kji',
]

describe.each(variants)('sums by index notation, %s', (variant) => {
  beforeAll(() => useKernels(variant))

  it.each(equations)('%s equals the cpu backend', async (equation) => {
    const work = (): tf.Tensor => {
      const operands = equation
        .slice(0, equation.indexOf('-'))
        .split(',')
        .map((axes, seed) => {
          const shape = [...axes].map((axis) => extents[axis]!)
          return tf.tensor(entries(tf.util.sizeFromShape(shape), seed), shape)
        })
      // The cpu backend hands an operand out as it came in, which the tidy would free.
      return tf.add(tf.einsum(equation, ...operands), 0)
    }
    const [found] = await on('wasm', work)
    const [right] = await on('cpu', work)
    expect(found!.shape).toEqual(right!.shape)
    expect(distance(found!.values, right!.values)).toBeLessThan(1e-5)
  })

  it('take an operand that shares no axis that is summed over, which the cpu backend forgets', async () => {
    const work = (): tf.Tensor => tf.einsum('ij,k->k', tf.tensor2d([1, 2, 3, 4], [2, 2]), tf.tensor1d([1, 2, 3]))
    expect(await on('wasm', work)).toEqual([{ shape: [3], dtype: 'float32', values: [10, 20, 30] }])
  })

  it('sum over an axis that only one operand has, which the cpu backend refuses', async () => {
    const [a, b] = [() => tf.tensor3d(entries(60), [3, 5, 4]), () => tf.tensor2d(entries(28, 2), [4, 7])]
    const [found] = await on('wasm', () => tf.einsum('bij,jk->ik', a(), b()))
    const [right] = await on('cpu', () => tf.matMul(tf.sum(a(), 0), b()))
    expect(distance(found!.values, right!.values)).toBeLessThan(1e-5)
  })

  it('of whole numbers are whole', async () => {
    const work = (): tf.Tensor =>
      tf.einsum('ij,jk->ik', tf.tensor2d([1, 2, 3, 4], [2, 2], 'int32'), tf.tensor2d([5, 6, 7, 8], [2, 2], 'int32'))
    expect(await on('wasm', work)).toEqual(await on('cpu', work))
  })

  it('leave their operands as they were, an operand that comes out unchanged included', async () => {
    await tf.setBackend('wasm')
    const x = tf.tensor2d([1, 2, 3, 4], [2, 2])
    const before = { ...tf.memory() }
    tf.einsum('ij->ij', x).dispose()
    tf.einsum('ij,jk->ik', x, x).dispose()
    expect(tf.memory()).toEqual(before)
    expect(Array.from(x.dataSync())).toEqual([1, 2, 3, 4])
    x.dispose()
  })

  it('over nothing are 0, and have no entries where the output has none', async () => {
    for (const [equation, shapes] of [
      ['ij->i', [[3, 0]]],
      ['ecfb->eb', [[0, 2, 4, 3]]],
      ['ecfb->cb', [[0, 2, 4, 3]]],
      ['ij->ji', [[3, 0]]],
      [
        'ij,jk->ki',
        [
          [3, 0],
          [0, 4],
        ],
      ],
      [
        'bce,afb->cfe',
        [
          [5, 0, 4],
          [1, 4, 5],
        ],
      ],
    ] as const)
      for (const dtype of ['float32', 'int32'] as const) {
        const [found] = await on('wasm', () =>
          tf.einsum(equation, ...shapes.map((shape) => tf.zeros([...shape], dtype))),
        )
        const [, of, to] = /^(.*)->(.*)$/.exec(equation)!
        const extents = of!
          .split(',')
          .flatMap((axes, i) => [...axes].map((axis, at) => [axis, shapes[i]![at]!] as const))
        const shape = [...to!].map((axis) => extents.find(([name]) => name === axis)![1])
        expect(found).toEqual({ shape, dtype, values: Array(tf.util.sizeFromShape(shape)).fill(0) })
      }
  })

  it('leave nothing behind where a kernel that they are made of fails', async () => {
    await tf.setBackend('wasm')
    const x = tf.ones([2, 3, 4])
    const held = tf.engine().backend.numDataIds()
    withFailing('Transpose', 'no memory left', () =>
      expect(() => tf.tidy(() => tf.einsum('abc,db->cad', x, tf.ones([5, 3], 'int32')))).toThrow('no memory left'),
    )
    expect(tf.engine().backend.numDataIds()).toBe(held)
    x.dispose()
  })
})
