import * as tf from '@tensorflow/tfjs'
import { beforeAll, describe, expect, it } from 'vitest'
import { dense, flatten, gelu, type Layer, relu, residual, scale } from '../../src/layers/index.ts'
import { network } from '../../src/networks/network.ts'
import { networkModules } from '../../src/planning/kernels.ts'
import { networkMemory } from '../../src/planning/memory.ts'
import { sgd } from '../../src/training/sgd.ts'
import { expectPathsAgree } from '../support/expect-paths-agree.ts'
import { VARIANTS } from '../support/networks.ts'

beforeAll(() => tf.setBackend('cpu'))

describe('both paths agree on GELU', () => {
  it.each<[string, number[], Layer[]]>([
    ['of one product', [1], [dense(1), gelu()]],
    ['of products with a bias', [6], [dense(7), gelu(), dense(5), gelu(), dense(3)]],
    ['of products without', [6], [dense(8, { bias: false }), gelu(), dense(3)]],
    ['of products with a factor', [6], [dense(7), scale(-0.5), gelu(), scale(2), dense(3)]],
    ['of the inputs', [6], [gelu(), dense(3)]],
    ['behind and before another activation', [6], [dense(7), relu(), gelu(), relu(), gelu(), dense(3)]],
    ['of rows', [3, 4], [dense(5), gelu(), dense(2), gelu(), flatten(), dense(3)]],
    ['at the start of a residual', [6], [dense(7), residual([gelu(), dense(7)]), dense(3)]],
  ])('%s', async (_, axes, layers) => {
    await expectPathsAgree(tf, network({ axes }, layers))
    await expectPathsAgree(tf, network({ axes }, layers), {
      count: 9,
      loss: 'mean-square',
      optimizer: sgd({ momentum: 0.9 }),
    })
  })
})

/** e^(−z²/2) times the series of Φ(z) − ½ over φ(z): Σ z^(2k+1)/(1·3·…·(2k+1)), all of one sign. */
function normalDistribution(z: number): number {
  if (z < 0) return 1 - normalDistribution(-z)
  if (z > 8) return 1
  let sum = 0
  for (let k = 0, term = z; term > 1e-20; k++, term *= (z * z) / (2 * k + 1)) sum += term
  return 0.5 + (sum * Math.exp((-z * z) / 2)) / Math.sqrt(2 * Math.PI)
}

it.each(VARIANTS)('is right to the last digits of float32 everywhere, %s', async (variant) => {
  const memory = networkMemory(await networkModules(variant))
  const z = Float32Array.from({ length: 4003 }, (_, i) => (i - 2001) / 150)
  const [x, out, slope] = [memory.take(z.length), memory.take(z.length), memory.take(z.length)]
  const [offsets, scratch] = [memory.take(4), memory.take(memory.kernels.geluScratch() / 4)]
  memory.floats(x, z.length).set(z)
  memory.kernels.gelu(x, z.length, offsets, 4, 1, out, slope, scratch)
  const values = memory.floats(out, z.length)
  const slopes = memory.floats(slope, z.length)
  let worst = 0
  for (const [i, at] of z.entries()) {
    const phi = normalDistribution(at)
    const density = Math.exp((-at * at) / 2) / Math.sqrt(2 * Math.PI)
    worst = Math.max(worst, Math.abs(values[i]! - at * phi) / Math.max(1, Math.abs(at)))
    worst = Math.max(worst, Math.abs(slopes[i]! - phi - at * density))
  }
  expect(worst).toBeLessThan(3e-7)
})

it.each(VARIANTS)('keeps NaN, is 0 far below and the number itself far above, %s', async (variant) => {
  const memory = networkMemory(await networkModules(variant))
  const [x, out, slope] = [memory.take(3), memory.take(3), memory.take(3)]
  const [offsets, scratch] = [memory.take(4), memory.take(memory.kernels.geluScratch() / 4)]
  memory.floats(x, 3).set([Number.NaN, -1e30, 1e30])
  memory.kernels.gelu(x, 3, offsets, 4, 1, out, slope, scratch)
  expect([...memory.floats(out, 3)]).toEqual([Number.NaN, -0, Math.fround(1e30)])
  expect([...memory.floats(slope, 3)]).toEqual([Number.NaN, 0, 1])
})

it('refuses tokens', () => {
  expect(() => network({ axes: [3], tokens: 5 }, [gelu()])).toThrow(
    'layer gelu1: its input is [3] of tokens below 5: numbers along one to three axes are accepted',
  )
})
