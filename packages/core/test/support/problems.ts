import type { RightHandSide } from '../../src/integrate/index.ts'
import { exactNeuron, neuronWhitenedFlow } from '../../src/single-neuron/index.ts'

/** A problem whose flow is known: the state a time t after any state. */
export interface KnownProblem {
  name: string
  f: RightHandSide
  start: number[]
  flow(from: ArrayLike<number>, t: number): ArrayLike<number>
}

const target = [0.6, -0.3]
const rates = { a: 1.5, w: 0.7 }

/** Autonomous problems, so that a state at any time is a start. */
export const knownProblems: KnownProblem[] = [
  {
    name: 'decay y′ = −y',
    f: (_t, y, into) => {
      into[0] = -y[0]
    },
    start: [2],
    flow: (from, t) => [from[0] * Math.exp(-t)],
  },
  {
    name: 'the harmonic oscillator',
    f: (_t, y, into) => {
      into[0] = y[1]
      into[1] = -y[0]
    },
    start: [1, 0.5],
    flow: (from, t) => [from[0] * Math.cos(t) + from[1] * Math.sin(t), from[1] * Math.cos(t) - from[0] * Math.sin(t)],
  },
  {
    name: 'logistic growth',
    f: (_t, y, into) => {
      into[0] = y[0] * (1 - y[0])
    },
    start: [0.1],
    flow: (from, t) => [from[0] / (from[0] + (1 - from[0]) * Math.exp(-t))],
  },
  {
    name: 'the single neuron at its closed form',
    f: neuronWhitenedFlow({ target, learningRate: rates }),
    start: [0.4, 0.2, 0.7],
    flow: (from, t) => {
      const { a, w } = exactNeuron({ a0: from[0], w0: [from[1], from[2]], target, learningRate: rates }).at([t])
      return [a[0], w[0], w[1]]
    },
  },
]

/** x′ = x(1 − y), y′ = y(x − 1): periodic, and x − log x + y − log y stays. */
export const lotkaVolterra: RightHandSide = (_t, y, into) => {
  into[0] = y[0] * (1 - y[1])
  into[1] = y[1] * (y[0] - 1)
}

export function largestDifference(x: ArrayLike<number>, y: ArrayLike<number>): number {
  let worst = 0
  for (let i = 0; i < y.length; i++) worst = Math.max(worst, Math.abs(x[i] - y[i]))
  return worst
}
