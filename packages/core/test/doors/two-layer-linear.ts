import { randomStream } from '../../src/random/index.ts'
import * as family from '../../src/two-layer-linear/index.ts'
import type { Call } from './hostile.ts'

const f = (...entries: number[]): Float64Array => Float64Array.from(entries)
const rates = () => ({ a: 0.5, w: 2 })
const start = () => ({ hidden: 2, A0: f(1, 0.5), W0: f(1, -2, 0.5, 1), learningRate: rates() })
/** Δ = η_W AAᵀ − η_A WWᵀ = −I. */
const balanced = () => ({ hidden: 2, A0: f(0, 0), W0: f(Math.SQRT2, 0, 0, Math.SQRT2), learningRate: rates() })
const whitened = () => ({ ...balanced(), target: f(1, 2), loss: 'half-sum' }) as const
const data = () => ({ ...start(), X: f(1, 2, -1, 0, 3, 1), Y: f(1, -1, 2), loss: 'mean' }) as const
const network = () => ({ hidden: 2, A: f(1, -1), W: f(1, -1, 2, 0), learningRate: rates() })
const shape = () => ({ hidden: 1, inputs: 1, outputs: 1 })
const options = () => ({ hidden: 2, inputs: 2, outputs: 3, learningRate: rates() })
const control = () => ({ rtol: 1e-9, atol: 1e-12, maxSteps: 1000, signal: { aborted: false } })
const tasks = () => [
  { from: 0, target: f(1, 2) },
  { from: 2, target: f(-1, 1) },
]
const widths = ['hidden', 'inputs', 'outputs']
const exact = family.exactLinear(whitened())

/** What a flow gives, and the network at its first time. */
const withState = <States extends { at(i: number): unknown }>(states: States) => ({ ...states, first: states.at(0) })

export const twoLayerLinear: readonly Call[] = [
  { name: 'linearConserved', run: family.linearConserved, args: () => [network()], whole: ['0.hidden'] },
  {
    name: 'linearDelta',
    run: family.linearDelta,
    args: () => [{ hidden: 2, A: f(0, 0), W: f(1, 0, 0, 1), learningRate: rates() }, { tolerance: 1e-6 }],
    whole: ['0.hidden'],
  },
  { name: 'linearOutputs', run: family.linearOutputs, args: () => [network(), f(1, 2, 3, 4)], whole: ['0.hidden'] },
  {
    name: 'balancedLinearStart',
    run: (random, given) => family.balancedLinearStart(random === 0 ? randomStream(0, 'student') : random, given),
    args: () => [0, { ...options(), delta: 0.5, scale: 0.3 }],
    whole: widths.map((width) => `1.${width}`),
  },
  {
    name: 'linearFromBeta',
    run: family.linearFromBeta,
    args: () => [f(1, 2, 3, 4, 5, 6), -1, options()],
    whole: widths.map((width) => `2.${width}`),
  },
  {
    name: 'exactLinear',
    run: (problem) => {
      const { delta, at, beta, hidden, inputs, outputs } = family.exactLinear(problem)
      return { delta, hidden, inputs, outputs, alone: beta([0.5]), ...withState(at([1, 0])) }
    },
    args: () => [whitened()],
    whole: ['0.hidden'],
  },
  { name: 'exactLinear().at', run: (times) => withState(exact.at(times)), args: () => [f(0.5, 3, 0)] },
  { name: 'exactLinear().at().at', run: (i) => exact.at([0, 3, 1]).at(i), args: () => [1], whole: ['0'] },
  {
    name: 'exactLinear().beta',
    run: exact.beta,
    args: () => [f(0, 3, 1), new Float64Array(6)],
    written: ['1'],
  },
  { name: 'exactLinear().restart', run: exact.restart, args: () => [1.5, f(2, 1)] },
  {
    name: 'exactLinearTasks',
    run: (from, list) => withState(family.exactLinearTasks(from, list).at([3, 1])),
    args: () => [balanced(), tasks()],
    whole: ['0.hidden'],
  },
  {
    name: 'exactLinearTasks().at',
    run: (times) => withState(family.exactLinearTasks(balanced(), tasks()).at(times)),
    args: () => [f(3, 0, 1)],
  },
  {
    name: 'exactLinearTasks().at().at',
    run: (i) => family.exactLinearTasks(balanced(), tasks()).at([3, 0, 1]).at(i),
    args: () => [1],
    whole: ['0'],
  },
  {
    name: 'linearFactors',
    run: (...args: [never, never, never]) => withState(family.linearFactors(...args)),
    args: () => [whitened(), f(0.5, 0, 1), control()],
    whole: ['0.hidden'],
  },
  {
    name: 'linearFactors().at',
    run: (i) => family.linearFactors(whitened(), [0, 1]).at(i),
    args: () => [1],
    whole: ['0'],
  },
  {
    name: 'flowLinear',
    run: (...args: [never, never, never]) => withState(family.flowLinear(...args)),
    args: () => [data(), f(0.5, 0, 1), control()],
    whole: ['0.hidden'],
  },
  {
    name: 'flowLinear of whitened data',
    run: (...args: [never, never]) => withState(family.flowLinear(...args)),
    args: () => [whitened(), f(0.5, 0, 1)],
    whole: ['0.hidden'],
  },
  { name: 'flowLinear().at', run: (i) => family.flowLinear(data(), [0, 1]).at(i), args: () => [1], whole: ['0'] },
  { name: 'linearRegime', run: family.linearRegime, args: () => [data()], whole: ['0.hidden'] },
  { name: 'linearRegime of whitened data', run: family.linearRegime, args: () => [whitened()], whole: ['0.hidden'] },
  {
    name: 'linearKernelMeasures',
    run: (problem) => family.linearKernelMeasures(problem)({ hidden: 2, A: [1, -1], W: [1, -1, 2, 0] }),
    args: () => [data()],
    whole: ['0.hidden'],
  },
  {
    name: 'linearKernelMeasures()',
    run: family.linearKernelMeasures(data()),
    args: () => [network()],
    whole: ['0.hidden'],
  },
  {
    name: 'selfConsistency',
    run: family.selfConsistency,
    args: () => [shape(), 0.5],
    whole: widths.map((width) => `0.${width}`),
  },
  {
    name: 'selfConsistentFlow',
    run: family.selfConsistentFlow,
    args: () => [f(3), f(-1), 8, shape()],
    whole: widths.map((width) => `3.${width}`),
  },
  { name: 'hyperbolicEntropy', run: family.hyperbolicEntropy, args: () => [1, 2] },
  { name: 'hyperbolicMirror', run: family.hyperbolicMirror, args: () => [1, 2] },
]
