import * as tf from '@tensorflow/tfjs'
import { beforeAll, describe, expect, it } from 'vitest'
import { distance, on, useKernels } from './support/backends.ts'
import { numbers } from './support/models.ts'

const EXTENTS: Readonly<Record<string, number>> = { a: 2, b: 3, i: 4, j: 5, k: 3 }

const operand = (axes: string, seed: number): tf.Tensor => {
  const shape = [...axes].map((axis) => EXTENTS[axis]!)
  return tf.tensor(numbers(tf.util.sizeFromShape(shape), seed), shape)
}

/** A loss whose gradient differs from entry to entry. */
const loss = (equation: string, operands: readonly tf.Tensor[]): tf.Scalar => {
  const out = tf.einsum(equation, ...operands)
  return out.mul(tf.tensor(numbers(out.size, 9), out.shape)).sum()
}

describe('the gradient of einsum, which TensorFlow.js has not', () => {
  beforeAll(() => useKernels('relaxed'))

  it.each([
    'ij,jk->ik',
    'ij,jk->ki',
    'aij,ajk->aik',
    'aij,jk->aik',
    'ij,kj->ik',
    'ij,ij->ij',
    'ij,ij->i',
    'ij,ij->',
    'i,j->ij',
    'i,i->',
    'abij,aij->bi',
    'ij,ak->ia',
    'ij,jk->',
    'ij->ji',
    'ij->i',
    'ij->',
    'aij -> ja',
    'ab,i->a',
  ])('%s: by differences', async (equation) => {
    const axes = equation.replace(/\s/g, '').split('->')[0]!.split(',')
    const slopes = (): tf.Tensor[] =>
      tf.grads((...operands: tf.Tensor[]) => loss(equation, operands))(axes.map((of, i) => operand(of, i)))
    const found = await on('wasm', slopes)
    // Products of two are linear in each: any difference is exact, but for rounding.
    for (const [i, of] of axes.entries()) {
      const at = (entry: number, by: number): number =>
        tf.tidy(() => {
          const operands = axes.map((other, j) => operand(other, j))
          const values = operands[i]!.dataSync()
          values[entry]! += by
          operands[i] = tf.tensor(values, operands[i]!.shape)
          return loss(equation, operands).dataSync()[0]!
        })
      const differences = found[i]!.values.map((_, entry) => at(entry, 0.5) - at(entry, -0.5))
      expect(found[i]!.shape).toEqual([...of].map((axis) => EXTENTS[axis]))
      expect(distance(found[i]!.values, differences)).toBeLessThan(1e-4)
    }
  })

  it('is there on the cpu backend too', async () => {
    const slopes = (): tf.Tensor[] =>
      tf.grads((...operands: tf.Tensor[]) => loss('aij,jk->aik', operands))([operand('aij', 0), operand('jk', 1)])
    const found = await on('wasm', slopes)
    const right = await on('cpu', slopes)
    for (const [i, { values }] of right.entries()) expect(distance(found[i]!.values, values)).toBeLessThan(1e-5)
  })

  it('has a gradient itself', async () => {
    const twice = (): tf.Tensor =>
      tf.grad((x) =>
        tf
          .grad((y) => tf.einsum('ij,jk->ik', y, y).square().sum())(x)
          .square()
          .sum(),
      )(
        tf.tensor2d([
          [0.5, -1],
          [2, 0.25],
        ]),
      )
    const products = (): tf.Tensor =>
      tf.grad((x) =>
        tf
          .grad((y) =>
            tf
              .matMul(y as tf.Tensor2D, y as tf.Tensor2D)
              .square()
              .sum(),
          )(x)
          .square()
          .sum(),
      )(
        tf.tensor2d([
          [0.5, -1],
          [2, 0.25],
        ]),
      )
    const [found] = await on('wasm', twice)
    const [right] = await on('cpu', products)
    expect(distance(found!.values, right!.values)).toBeLessThan(1e-5)
  })

  it.each(['wasm', 'cpu'] as const)('counts once, on %s, what leaves the axes as they are', async (backend) => {
    const square = (equation: string) => (x: tf.Tensor) => tf.einsum(equation, x).square().sum()
    const [same] = await on(backend, () => tf.grad(square('j->j'))(tf.tensor1d([1, 2])))
    expect(same!.values).toEqual([2, 4])
    const first = tf.grad(square('ij->j'))
    // Σ_ij (2 s_j)² with s the sums of two rows: 16 s_j.
    const [twice] = await on(backend, () =>
      tf.grad((x) => first(x).square().sum())(
        tf.tensor2d([
          [1, 2],
          [3, 4],
        ]),
      ),
    )
    expect(twice!.values).toEqual([64, 96, 64, 96])
  })
})
