import { requireProblem } from '../door/fields.ts'
import { rowsOf } from '../door/list.ts'
import type { KernelMeasures } from '../measures/kernel-measures.ts'
import { powerOfTwo, scaledBy } from '../power-of-two.ts'
import { dot, largestEntry, norm } from '../vector.ts'
import { gramSquared, multiply, multiplyTransposed } from './gram.ts'
import { kernelComparison, requireSameKind, scaleOf } from './kernel.ts'
import {
  type DataProblem,
  type Neuron,
  PROBLEM,
  requireData,
  requireNeuron,
  requireWhitened,
  type WhitenedProblem,
} from './neuron.ts'

/**
 * The tangent kernel of f(x) = a wᵀx on n inputs, as an n × n matrix:
 *
 *     K = X M Xᵀ = η_w a² X Xᵀ + η_a (Xw)(Xw)ᵀ
 *
 * {@link neuronKernelMeasures} and {@link neuronKernelDistance} find its norm, its alignment and its distance from the
 * start without forming it. The same for every loss. Costs n²d/2 multiply-adds.
 *
 * Source: arXiv 2406.06158, section 3, with learning rates.
 *
 * @param X shape [n, d], row-major.
 * @returns K, shape [n, n], symmetric.
 * @throws LazyrichError if X does not hold rows of w's length, for numbers that are not finite, rates that are not
 * positive.
 * @example
 * neuronKernel({ a: 2, w: [1, 0] }, [1, 0, 1, 1]) // [5, 5, 5, 9]
 */
export function neuronKernel(neuron: Neuron, X: ArrayLike<number>): Float64Array<ArrayBuffer> {
  const learningRate = requireNeuron(neuron)
  const { a, w } = neuron
  const d = w.length
  const n = rowsOf('X', X, d, "w's length")
  const outputs = new Float64Array(n)
  multiply(X, w, outputs)
  const K = new Float64Array(n * n)
  for (let i = 0; i < n; i++)
    for (let j = 0; j <= i; j++) {
      let product = 0
      for (let k = 0; k < d; k++) product += X[i * d + k]! * X[j * d + k]!
      const entry = learningRate.w * a * a * product + learningRate.a * outputs[i]! * outputs[j]!
      K[i * n + j] = entry
      K[j * n + i] = entry
    }
  return K
}

/**
 * The distance of the tangent kernel K = X(η_w a² I + η_a w wᵀ)Xᵀ of f(x) = a wᵀx from the start's
 * ({@link neuronKernelDistance}), its norm, and its alignment with the targets, at any state: alignment is silent when
 * it grows while norm and loss stand still.
 *
 *     ‖K‖² = (η_w a²)² ‖XᵀX‖² + 2 η_w a² η_a ‖XᵀXw‖² + η_a² ‖Xw‖⁴
 *     yᵀKy = η_w a² ‖Xᵀy‖² + η_a (wᵀXᵀy)²
 *
 * Both are sums of positive terms, so nothing cancels, and no n × n matrix is formed: 2nd multiply-adds per call, after
 * min(n, d)² max(n, d)/2 once. With whitened input XᵀX = I, Xᵀy = β*, and y is assumed to lie in the range of X, so
 * that ‖y‖ = ‖β*‖: d per call. The same for every loss.
 *
 * Source: arXiv 2406.06158, section 3; silent alignment: Atanasov, Bordelon, Pehlevan 2022.
 *
 * @param problem with X and y, or else with a target.
 * @throws LazyrichError for shapes that do not fit, numbers that are not finite, rates that are not positive; the
 * returned function throws it for numbers that are not finite, w of another length, and rates that are not the start's.
 * @example
 * const measure = neuronKernelMeasures({ a0: 1, w0: [1, 0], target: [0, 1] })
 * measure({ a: 1, w: [1, 0] }).kernelAlignment // 0.447…, 1/√5
 * measure({ a: 1, w: [0, 1] }).kernelAlignment // 0.894…, 2/√5
 */
export function neuronKernelMeasures(problem: WhitenedProblem | DataProblem): (neuron: Neuron) => KernelMeasures {
  requireProblem('problem', problem, PROBLEM)
  const learningRate = hasData(problem) ? requireData(problem) : requireWhitened(problem)
  const { a0, w0 } = problem
  const { X, scaleX, pull, labels, d, n } = prepare(problem)
  const distance = kernelComparison(a0, w0, learningRate, X)
  const pullUnit = pull.map((entry) => (labels === 0 ? 0 : entry / labels)) // Xᵀy/‖y‖
  const pullSquared = dot(pullUnit, pullUnit)
  const trace = X ? gramSquared(X, n, d) : d
  const state = new Float64Array(d)
  const image = new Float64Array(n)
  const back = new Float64Array(d)

  return (neuron) => {
    requireSameKind(neuron, d, learningRate)
    const { a, w } = neuron
    const kernelDistance = distance(a, w)
    const scale = scaleOf(a, w, learningRate) // a power of two: fourth powers neither overflow nor underflow
    if (scale === 0) return { kernelDistance, kernelNorm: 0, kernelAlignment: Number.NaN }
    for (let j = 0; j < d; j++) state[j] = w[j]! / scale
    let outputs = dot(state, state)
    let backs = outputs
    if (X) {
      multiply(X, state, image)
      multiplyTransposed(X, image, back)
      outputs = dot(image, image)
      backs = dot(back, back)
    }
    const p = learningRate.w * (a / scale) ** 2
    const q = learningRate.a
    const size = Math.sqrt(p * p * trace + 2 * p * q * backs + q * q * outputs * outputs)
    const along = p * pullSquared + q * dot(pullUnit, state) ** 2
    const kernelAlignment = labels === 0 || size === 0 ? Number.NaN : along / size
    const factor = scale * scaleX
    return { kernelDistance, kernelNorm: size * factor * factor, kernelAlignment }
  }
}

/** Whether these are data, not a target. */
function hasData(problem: WhitenedProblem | DataProblem): problem is DataProblem {
  return 'X' in problem && problem.X !== undefined
}

/**
 * Xᵀy, ‖y‖ and the shapes. X is divided by `scaleX` and y by another power of two, which leaves the alignment as it is,
 * so that neither is of a size whose fourth power overflows.
 */
function prepare(problem: WhitenedProblem | DataProblem): {
  X: ArrayLike<number> | undefined
  scaleX: number
  pull: Float64Array
  labels: number
  d: number
  n: number
} {
  if (!hasData(problem)) {
    const pull = Float64Array.from(scaledBy(powerOfTwo(largestEntry(problem.target)), problem.target))
    return { X: undefined, scaleX: 1, pull, labels: norm(pull), d: pull.length, n: 0 }
  }
  const d = problem.w0.length
  const scaleX = powerOfTwo(largestEntry(problem.X))
  const X = Float64Array.from(scaledBy(scaleX, problem.X)) // a copy, whatever the caller does next
  const y = scaledBy(powerOfTwo(largestEntry(problem.y)), problem.y)
  const pull = new Float64Array(d)
  multiplyTransposed(X, y, pull)
  return { X, scaleX, pull, labels: norm(y), d, n: y.length }
}
