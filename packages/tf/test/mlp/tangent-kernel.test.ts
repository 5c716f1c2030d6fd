import { randomStream } from '@lazyrich/core/random'
import { describe, expect, it } from 'vitest'
import { type Probe, probeByRows } from '../../src/mlp/tangent-kernel.ts'
import { drawWeights, mlpShape } from '../../src/mlp/weights.ts'
import { plainMlp } from '../support/plain-mlp.ts'

/** All rows in one go. */
function probe(...given: Parameters<typeof probeByRows>): Probe {
  const rows = probeByRows(...given)
  for (;;) {
    const { done, value } = rows.next()
    if (done) return value
  }
}

describe.each([[[4, 3]], [[5, 6, 3]], [[6, 5, 7, 4, 2]]])('the tangent kernel of widths %o', (widths) => {
  const shape = mlpShape(widths)
  const weights = drawWeights(shape, randomStream(4, 'student'), { alpha: 2, preserveFunction: true })
  const rows = 4
  const random = randomStream(4, 'data')
  const inputs = Float32Array.from({ length: rows * widths[0] }, () => random.normal())
  const { kernel, active } = probe(shape, weights, inputs, rows)

  it('is the product of the gradients with respect to W, all outputs against all', () => {
    const plain = plainMlp(
      shape,
      'mean-square',
      weights.map((matrix) => Array.from(matrix)),
    )
    const outputs = (): number[] => plain.outputs(inputs, rows)
    const h = 1e-6
    const side = outputs().length
    const expected = new Array<number>(side * side).fill(0)
    for (const [l, U] of plain.weights.entries())
      for (let p = 0; p < U.length; p++) {
        const value = U[p]
        U[p] = value + h / shape.scales[l]
        const up = outputs()
        U[p] = value - h / shape.scales[l]
        const down = outputs()
        U[p] = value
        const slope = up.map((f, i) => (f - down[i]) / (2 * h))
        for (let i = 0; i < side; i++) for (let j = 0; j < side; j++) expected[i * side + j] += slope[i] * slope[j]
      }
    const largest = Math.max(...expected.map(Math.abs))
    expect(kernel).toHaveLength(side * side)
    for (const [p, entry] of expected.entries()) expect(Math.abs(kernel[p] - entry)).toBeLessThan(1e-7 * largest)
  })

  it('names the hidden neurons that are active', () => {
    const neurons = widths.slice(1, -1).reduce((sum, width) => sum + width, 0)
    expect(active).toHaveLength(rows * neurons)
    if (widths.length > 2) {
      const first = plainMlp(mlpShape(widths.slice(0, 2)), 'mean-square', [Array.from(weights[0])])
      expect(Array.from(active.subarray(0, rows * widths[1]))).toEqual(
        first.outputs(inputs, rows).map((z) => Number(z > 0)),
      )
    }
  })
})
