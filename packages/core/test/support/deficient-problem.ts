import fc from 'fast-check'
import type { DataProblem } from '../../src/single-neuron/index.ts'
import { power, uniform } from './arbitrary-neuron.ts'

const entry = uniform(-1.5, 1.5)
const list = (length: number): fc.Arbitrary<number[]> => fc.array(entry, { minLength: length, maxLength: length })

/** X of rank r < d, as a product of n × r and r × d. */
export const deficientProblem: fc.Arbitrary<DataProblem & { w0: number[]; X: number[]; y: number[] }> = fc
  .tuple(fc.integer({ min: 2, max: 4 }), fc.integer({ min: 1, max: 4 }))
  .chain(([d, n]) => fc.tuple(fc.constant(d), fc.constant(n), fc.integer({ min: 1, max: Math.min(n, d - 1) })))
  .chain(([d, n, r]) =>
    fc.record({
      a0: entry,
      w0: list(d),
      X: fc
        .tuple(list(n * r), list(r * d))
        .map(([left, right]) =>
          Array.from({ length: n * d }, (_, p) =>
            Array.from({ length: r }, (_, k) => left[Math.floor(p / d) * r + k] * right[k * d + (p % d)]).reduce(
              (sum, product) => sum + product,
            ),
          ),
        ),
      y: list(n),
      learningRate: fc.record({ a: power(-0.4, 0.4), w: power(-0.4, 0.4) }),
    }),
  )
