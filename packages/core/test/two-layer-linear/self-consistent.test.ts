import { describe, expect, test } from 'vitest'
import { randomStream } from '../../src/random/index.ts'
import { balancedLinearStart, selfConsistency, selfConsistentFlow } from '../../src/two-layer-linear/index.ts'

/** β and β̇ = −(W Wᵀ-type terms) from the factors: −WᵀW G − G AᵀA, for G = β − β*. */
function byFactors({ A0, W0, hidden: h }: ReturnType<typeof balancedLinearStart>, target: number[]) {
  const c = A0.length / h
  const d = W0.length / h
  const product = (P: Float64Array, R: Float64Array, m: number, n: number) =>
    Float64Array.from({ length: m * n }, (_, p) => {
      let sum = 0
      for (let k = 0; k < h; k++) sum += P[k * m + Math.floor(p / n)] * R[k * n + (p % n)]
      return sum
    })
  const beta = product(W0, A0, d, c)
  const G = beta.map((entry, p) => entry - target[p])
  const [readout, input] = [product(A0, A0, c, c), product(W0, W0, d, d)]
  const velocity = Float64Array.from({ length: d * c }, (_, p) => {
    const [i, j] = [Math.floor(p / c), p % c]
    let sum = 0
    for (let q = 0; q < d; q++) sum -= input[i * d + q] * G[q * c + j]
    for (let q = 0; q < c; q++) sum -= G[i * c + q] * readout[q * c + j]
    return sum
  })
  return { beta, G, velocity }
}

const difference = (shape: { hidden: number; inputs: number; outputs: number }, delta: number, force = false) => {
  const start = balancedLinearStart(randomStream(11, 'student'), { ...shape, delta, scale: 0.8 })
  const random = randomStream(12, 'data')
  const target = Array.from({ length: shape.inputs * shape.outputs }, () => random.normal())
  const { beta, G, velocity } = byFactors(start, target)
  // Where the equation does not hold it is evaluated as if for a shape of these inputs and outputs in which it does.
  const width = delta > 0 ? shape.outputs : shape.inputs
  const flow = selfConsistentFlow(beta, G, delta, force ? { ...shape, hidden: width } : shape)
  return Math.max(...flow.map((entry, p) => Math.abs(entry - velocity[p]))) / Math.max(...velocity.map(Math.abs))
}

describe('the flow of β alone is that of the factors', () => {
  test.each([
    [{ hidden: 2, inputs: 4, outputs: 2 }, 0.7],
    [{ hidden: 3, inputs: 2, outputs: 3 }, 1e3],
    [{ hidden: 4, inputs: 4, outputs: 2 }, -0.7],
    [{ hidden: 2, inputs: 2, outputs: 5 }, -20],
    [{ hidden: 1, inputs: 3, outputs: 2 }, 0],
    [{ hidden: 6, inputs: 3, outputs: 2 }, 0],
  ])('%o, δ = %d', (shape, delta) => {
    expect(selfConsistency(shape, delta).valid).toBe(true)
    expect(difference(shape, delta)).toBeLessThan(1e-9)
  })
})

describe('in other shapes it is not, and is refused', () => {
  test.each([
    [{ hidden: 1, inputs: 4, outputs: 2 }, 0.7],
    [{ hidden: 2, inputs: 4, outputs: 2 }, -0.7],
  ])('%o, δ = %d', (shape, delta) => {
    expect(selfConsistency(shape, delta).valid).toBe(false)
    expect(difference(shape, delta, true)).toBeGreaterThan(1e-3)
    expect(() => difference(shape, delta)).toThrow('the flow of beta is not self-consistent: hidden is')
  })

  test('fewer hidden neurons than inputs and outputs at δ = 0 is valid and unstable', () => {
    expect(selfConsistency({ hidden: 1, inputs: 2, outputs: 2 }, 0)).toMatchObject({ valid: true, stable: false })
  })
})

test('lengths and numbers that do not fit are refused', () => {
  const shape = { hidden: 2, inputs: 2, outputs: 2 }
  expect(() => selfConsistentFlow([1, 2, 3], [1, 2, 3, 4], 1, shape)).toThrow(
    'beta has length 3: 4 (2 × 2, inputs × outputs, row by row) is accepted',
  )
  expect(() => selfConsistentFlow([1, 2, 3, 4], [1, Number.NaN, 3, 4], 1, shape)).toThrow('gradient[1] is NaN')
})
