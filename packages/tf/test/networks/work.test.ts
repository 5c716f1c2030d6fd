import { expect, it } from 'vitest'
import { convolution, dense, flatten, maxPool, relu, residual } from '../../src/layers/index.ts'
import { mlp } from '../../src/models/mlp.ts'
import { network } from '../../src/networks/network.ts'
import { workOf } from '../../src/networks/work.ts'

it('the work of a sample is that of every parameter at all of its places', () => {
  const filters = network({ axes: [6, 5, 2] }, [
    convolution(4, { kernel: 3 }), // 72 weights and 4 biases at 4 × 3 pixels
    relu(),
    residual([convolution(4, { kernel: 1, bias: false })]), // 16 at as many
    maxPool(2),
    flatten(),
    dense(3), // 8 · 3 and 3
  ])
  expect(workOf(filters)).toBe(76 * 12 + 16 * 12 + 27)
  const rows = network({ axes: [7, 5] }, [dense(4), flatten(), dense(2)])
  expect(workOf(rows)).toBe(24 * 7 + 58)
  const plain = mlp({ places: 4, alphabet: 3, hidden: [8], classes: 5 })
  expect(workOf(plain)).toBe(plain.size)
})
