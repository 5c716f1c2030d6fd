import { describe, expect, test } from 'vitest'
import { deepLinearSystem } from '../../src/deep-linear/index.ts'
import { deltaLedger, linearDeltaLedger } from '../../src/ledger/index.ts'
import { transposed } from '../../src/linear-algebra/transposed.ts'
import { randomStream } from '../../src/random/index.ts'
import { neuronDataFlow } from '../../src/single-neuron/index.ts'
import { linearConserved } from '../../src/two-layer-linear/index.ts'
import { plainGradient } from '../../src/two-layer-relu/gradient/plain.ts'
import { type DescentCase, descentSteps, rowNorms, type TwoLayers } from '../support/descent.ts'

const STEPS = 300
/** Measured and predicted δ differ by no more than this share of a² + ‖w‖², the largest so far. */
const AGREEMENT = 1e-13

const equal = { a: 1, w: 1 }
const unequal = { a: 0.5, w: 2 }
type Rule = Pick<DescentCase, 'momentum' | 'weightDecay' | 'decay' | 'learningRate'>
const plain: Rule = { momentum: 0, weightDecay: 0, decay: 'decoupled', learningRate: equal }
const rules: [string, Rule][] = [
  ['plain steps', plain],
  ['decoupled decay', { ...plain, weightDecay: 1e-2 }],
  ['decay in the gradient', { ...plain, weightDecay: 1e-2, decay: 'gradient' }],
  ['momentum', { ...plain, momentum: 0.9 }],
  ['momentum with decoupled decay', { ...plain, momentum: 0.9, weightDecay: 1e-2 }],
  ['momentum with decay in the gradient', { ...plain, momentum: 0.9, weightDecay: 1e-2, decay: 'gradient' }],
  ['layers that learn at different rates', { ...plain, learningRate: unequal }],
  ['different rates with momentum', { ...plain, momentum: 0.9, learningRate: unequal }],
  [
    'rates other than 1 with momentum and decay',
    { ...plain, momentum: 0.9, weightDecay: 1e-2, learningRate: { a: 0.7, w: 0.7 } },
  ],
  [
    'rates other than 1 with momentum and decay in the gradient',
    { momentum: 0.9, weightDecay: 1e-2, decay: 'gradient', learningRate: { a: 0.7, w: 0.7 } },
  ],
]
const schedules: [string, number, (step: number) => number][] = [
  ['a constant rate', 0.05, () => 0.05],
  ['a cosine rate', 0.1, (step) => 0.05 * (1 + Math.cos((Math.PI * step) / STEPS))],
]

const random = randomStream(11, 'data')
const draw = (length: number, size = 1): Float64Array => Float64Array.from({ length }, () => size * random.normal())

/** δ_k = η_w‖a_k‖² − η_a‖w_k‖² and the sum of the two terms, for rows of any width. */
function measured({ a, w }: TwoLayers, rows: number, rates: { a: number; w: number }) {
  const [outgoing, incoming] = [rowNorms(a, rows), rowNorms(w, rows)]
  return {
    delta: outgoing.map((size, k) => rates.w * size ** 2 - rates.a * incoming[k] ** 2),
    terms: outgoing.map((size, k) => rates.w * size ** 2 + rates.a * incoming[k] ** 2),
  }
}

/** A two-layer network of m neurons on mini-batches of 5 of 20 inputs, the last column of which is the bias's. */
function reluCase(leak: number, m: number): Pick<DescentCase, 'weights' | 'gradient'> {
  const [n, d, batch] = [20, 4, 5]
  const X = draw(n * d)
  for (let i = 0; i < n; i++) X[i * d + d - 1] = 1
  const y = draw(n)
  const weights = { a: draw(m, 0.5), w: draw(m * d, 0.5) }
  const batches = Array.from({ length: n / batch }, (_, b) =>
    plainGradient(
      { X: X.subarray(b * batch * d, (b + 1) * batch * d), y: y.subarray(b * batch, (b + 1) * batch) },
      { samples: batch, inputs: d, neurons: m },
      leak,
    ),
  )
  return {
    weights,
    gradient(step) {
      const gradient = batches[step % batches.length]
      gradient.W.set(weights.w)
      gradient.a.set(weights.a)
      gradient.evaluate()
      return {
        a: gradient.readoutGradient.map((g) => (2 / batch) * g),
        w: gradient.inputGradient.map((g, p) => (2 / batch) * weights.a[Math.floor(p / d)] * g),
      }
    },
  }
}

/** One neuron on data, by the velocity of its flow. */
function neuronCase(): Pick<DescentCase, 'weights' | 'gradient'> {
  const flow = neuronDataFlow({ X: draw(12, 0.5), y: draw(4), learningRate: equal })
  const weights = { a: draw(1), w: draw(3) }
  return {
    weights,
    gradient() {
      const velocity = new Float64Array(4)
      flow(0, Float64Array.of(...weights.a, ...weights.w), velocity)
      return { a: velocity.subarray(0, 1).map((v) => -v), w: velocity.subarray(1).map((v) => -v) }
    },
  }
}

describe.each(schedules)('with %s', (_, _first, rate) => {
  describe.each(rules)('%s', (_, rule) => {
    test.each([
      ['ReLU neurons', () => reluCase(0, 6), 6],
      ['leaky neurons', () => reluCase(0.1, 6), 6],
      ['one neuron', neuronCase, 1],
    ] as const)('δ of %s is the ledger’s, from norms alone', (_, make, rows) => {
      const descent = { ...make(), ...rule, rate }
      const start = measured(descent.weights, rows, rule.learningRate)
      const ledger = deltaLedger({ delta: start.delta, ...rule })
      let largest = start.terms
      let step = 0
      let moved = 0
      for (const v of descentSteps(descent, STEPS)) {
        const told = ledger.step({ stepSize: rate(step++), a: rowNorms(v.a, rows), w: rowNorms(v.w, rows) })
        const { delta, terms } = measured(descent.weights, rows, rule.learningRate)
        largest = largest.map((most, k) => Math.max(most, terms[k]))
        told.forEach((entry, k) => {
          expect(Math.abs(entry - delta[k])).toBeLessThanOrEqual(AGREEMENT * largest[k])
          moved = Math.max(moved, Math.abs(delta[k] - start.delta[k]))
        })
      }
      expect(moved).toBeGreaterThan(1e-4) // there was something to predict
    })

    test('the whole Δ of two linear layers is the ledger’s, from the gradients’ Gram matrices', () => {
      const [d, h, c] = [3, 4, 2]
      const weights = { a: draw(h * c, 0.5), w: draw(h * d, 0.5) }
      const system = deepLinearSystem({
        widths: [d, h, c],
        W0: [weights.w, transposed(weights.a, h, c)],
        X: draw(5 * d),
        Y: draw(5 * c),
      })
      const into = new Float64Array(h * (c + d))
      const descent: DescentCase = {
        weights,
        gradient() {
          system.gradient(Float64Array.of(...weights.w, ...transposed(weights.a, h, c)), into)
          return { a: transposed(into, c, h, h * d), w: into.slice(0, h * d) }
        },
        ...rule,
        rate,
      }
      const conserved = () =>
        linearConserved({ hidden: h, A: weights.a, W: weights.w, learningRate: rule.learningRate })
      const largestOf = () => Math.hypot(...weights.a) ** 2 + Math.hypot(...weights.w) ** 2
      const ledger = linearDeltaLedger({ delta: conserved(), ...rule })
      let largest = largestOf()
      let step = 0
      for (const v of descentSteps(descent, STEPS)) {
        const told = ledger.step({ stepSize: rate(step++), a: v.a, w: v.w })
        largest = Math.max(largest, largestOf())
        const now = conserved()
        told.forEach((entry, p) => {
          expect(Math.abs(entry - now[p])).toBeLessThanOrEqual(AGREEMENT * largest)
        })
      }
    })
  })
})
