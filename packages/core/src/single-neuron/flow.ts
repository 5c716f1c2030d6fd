import { type IntegrateOptions, integrate, type Trajectory } from '../integrate/integrate.ts'
import type { RightHandSide } from '../integrate/solver.ts'
import { norm } from '../vector.ts'
import type { NeuronStates } from './exact.ts'
import { type DataProblem, type LearningRate, requireData, UNIT_RATE } from './neuron.ts'

/**
 * The right-hand side of gradient flow for whitened input, on the state (a, w₁ … w_d):
 * ȧ = −η_a wᵀg, ẇ = −η_w a g, g = a w − β*. 4d multiply-adds.
 */
export function whitenedFlow(target: ArrayLike<number>, learningRate: LearningRate): RightHandSide {
  const { a: etaA, w: etaW } = learningRate
  const d = target.length
  return (_t, y, into) => {
    const a = y[0]!
    let along = 0
    for (let i = 0; i < d; i++) {
      const w = y[i + 1]!
      const g = a * w - target[i]!
      along += w * g
      into[i + 1] = -etaW * a * g
    }
    into[0] = -etaA * along
  }
}

/**
 * The same for any data: g = Xᵀ(X a w − y), from the residual, so that no digit is lost to XᵀX. 2nd + 2d multiply-adds.
 */
export function dataFlow(X: ArrayLike<number>, y: ArrayLike<number>, learningRate: LearningRate): RightHandSide {
  const { a: etaA, w: etaW } = learningRate
  const n = y.length
  const d = X.length / n
  const g = new Float64Array(d)
  return (_t, state, into) => {
    const a = state[0]!
    g.fill(0)
    for (let i = 0; i < n; i++) {
      const row = i * d
      let output = 0
      for (let k = 0; k < d; k++) output += X[row + k]! * state[k + 1]!
      const residual = a * output - y[i]!
      for (let k = 0; k < d; k++) g[k] = g[k]! + X[row + k]! * residual
    }
    let along = 0
    for (let k = 0; k < d; k++) {
      along += state[k + 1]! * g[k]!
      into[k + 1] = -etaW * a * g[k]!
    }
    into[0] = -etaA * along
  }
}

/** Integrated states, and how far they got. */
export interface FlowStates extends NeuronStates {
  /** How many of the times were reached; later rows are NaN. */
  readonly reached: number
  readonly reason: Trajectory['reason']
}

/**
 * Gradient flow of f(x) = a wᵀx on ½‖X a w − y‖² for any X, integrated to the given times (ascending, ≥ 0) by an
 * adaptive Dormand-Prince method; rtol 1e-12 and an atol of 1e-14 of the start's size if left out. An explicit method
 * takes 1/stiffness steps however still the flow stands: X with singular values far apart at long times ends the step
 * budget.
 *
 * @throws LazyrichError for shapes that do not fit or entries that are not finite.
 */
export function flowNeuron(problem: DataProblem, times: ArrayLike<number>, options: IntegrateOptions = {}): FlowStates {
  requireData(problem)
  const { a0, w0, X, y, learningRate = UNIT_RATE } = problem
  const d = w0.length
  const start = Float64Array.of(a0, ...Array.from(w0))
  const { states, reached, reason } = integrate(dataFlow(X, y, learningRate), start, times, {
    rtol: 1e-12,
    atol: 1e-14 * (norm(start) || 1),
    ...options,
  })
  const a = new Float64Array(times.length)
  const w = new Float64Array(times.length * d)
  for (let i = 0; i < times.length; i++) {
    const row = i * (d + 1)
    a[i] = states[row]!
    w.set(states.subarray(row + 1, row + 1 + d), i * d)
  }
  return { a, w, reached, reason }
}
