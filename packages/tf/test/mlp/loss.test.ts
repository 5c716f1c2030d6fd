import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type LossName, sumLoss } from '../../src/mlp/loss.ts'

const names: LossName[] = ['cross-entropy', 'mean-square']
const outputs = fc.array(fc.double({ min: -30, max: 30, noNaN: true }), { minLength: 6, maxLength: 6 })

describe.each(names)('%s', (name) => {
  it('has the gradient of its finite differences', () => {
    fc.assert(
      fc.property(outputs, fc.constantFrom([0, 1], [2, 0], [1, 1]), (values, labels) => {
        const gradient = new Float32Array(6)
        sumLoss(name, values, labels, 3, gradient)
        for (let p = 0; p < 6; p++) {
          const at = (shift: number): number =>
            sumLoss(
              name,
              values.map((value, q) => (q === p ? value + shift : value)),
              labels,
              3,
            ).loss
          expect(gradient[p]).toBeCloseTo((at(1e-5) - at(-1e-5)) / 2e-5, 4)
        }
      }),
    )
  })

  it('sums over rows', () => {
    const one = sumLoss(name, [1, 2, 3], [0], 3)
    const other = sumLoss(name, [0, -1, 5], [2], 3)
    expect(sumLoss(name, [1, 2, 3, 0, -1, 5], [0, 2], 3)).toEqual({ loss: one.loss + other.loss, wrong: 1 })
  })

  it('takes the first of equal outputs as the answer, so that a dead network is right by chance', () => {
    expect(sumLoss(name, [1, 1, 0, 0, 0, 0], [0, 0], 3).wrong).toBe(0)
    expect(sumLoss(name, [1, 1, 0, 0, 0, 0], [1, 2], 3).wrong).toBe(2)
  })

  it('counts a row with a NaN output as wrong, whatever its label', () => {
    expect(sumLoss(name, [Number.NaN, 1], [1], 2).wrong).toBe(1)
    expect(sumLoss(name, [1, Number.NaN], [0], 2).wrong).toBe(1)
    expect(sumLoss(name, [Number.NaN, 1], [0], 2).wrong).toBe(1)
    expect(sumLoss(name, [Number.NaN, 1], [0], 2).loss).toBeNaN()
  })
})

it('cross-entropy never overflows: outputs of 1e30 have a loss, and it is right', () => {
  expect(sumLoss('cross-entropy', [1e30, 0], [0], 2)).toEqual({ loss: 0, wrong: 0 })
  expect(sumLoss('cross-entropy', [1e30, 0], [1], 2)).toEqual({ loss: 1e30, wrong: 1 })
  expect(sumLoss('cross-entropy', [0, 0, 0, 0], [1], 4).loss).toBeCloseTo(Math.log(4), 15)
})
