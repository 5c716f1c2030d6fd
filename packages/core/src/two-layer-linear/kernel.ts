import { requireNoMore } from '../door/fields.ts'
import { LazyrichError } from '../errors.ts'
import type { Rates } from '../learning-rate.ts'
import { requireSameRates } from '../learning-rate.ts'
import { timesTransposed } from '../linear-algebra/products.ts'
import { reduceData } from '../linear-algebra/reduce-data.ts'
import type { KernelMeasures } from '../measures/kernel-measures.ts'
import { unitOf } from '../power-of-two.ts'
import { gramMeasures, type KernelData } from './gram-measures.ts'
import { gramsOf } from './grams.ts'
import {
  type LinearData,
  type LinearDataProblem,
  type LinearNetwork,
  type LinearProblem,
  type LinearShape,
  type LinearStart,
  requireAnyData,
  requireNetwork,
} from './problem.ts'

/**
 * The tangent kernel of f(x) = AᵀWx over all inputs and outputs of a problem, measured against its start: its distance,
 * its norm, and its alignment with the targets.
 *
 *     K = η_W AᵀA ⊗ XXᵀ + η_A I_c ⊗ XWᵀWXᵀ
 *
 * With whitened input, XXᵀ counts as I and the targets as β*, which changes none of the three (the targets are then
 * taken to lie in the range of X). Other data are first reduced to rank X rows, whose kernel differs from that of X by a
 * rotation. The distance is computed from differences, so that lazy runs keep their digits. Per call h (c² + d²)
 * multiply-adds, and h d rank X more where the data are not whitened; no kernel is stored.
 *
 * Source: arXiv 2406.06158, section 4 (kernel of a two-layer linear network).
 *
 * @example
 * const measure = linearKernelMeasures({ hidden: 1, A0: [1], W0: [0], target: [3] })
 * measure({ hidden: 1, A: [1], W: [1] }) // { kernelDistance: 0, kernelNorm: 2, kernelAlignment: 1 }
 *
 * @param problem with `target` for whitened input or `X` and `Y` for any; with neither, the input counts as whitened and
 * there is no alignment. Its learning rates hold for every network.
 * @returns a function of the network at any later time.
 * @throws LazyrichError for shapes that do not fit, entries that are not finite and rates that are not positive; the
 * function throws it for a network of other inputs, outputs or learning rates.
 */
export function linearKernelMeasures(
  problem: LinearStart | LinearProblem | LinearDataProblem,
): (network: LinearNetwork) => KernelMeasures
export function linearKernelMeasures(
  problem: LinearStart | LinearProblem | LinearDataProblem,
  surplus?: unknown,
): (network: LinearNetwork) => KernelMeasures {
  requireNoMore(surplus, 'target, or X and Y, stand in the problem')
  const { data, rates, ...shape } = requireAnyData(problem)
  const { inputs, outputs } = shape
  const seen = seenData(data, shape)
  const sizeAtStart = sizeOf(problem.A0, problem.W0, rates)
  const gramsAt = (A: ArrayLike<number>, W: ArrayLike<number>, hidden: number, size: number) => {
    const scaledA = Float64Array.from(A, (entry) => (Math.sqrt(rates.w) / size) * entry)
    const scaledW = Float64Array.from(W, (entry) => (Math.sqrt(rates.a) / size) * entry)
    if (!seen.R) return gramsOf(scaledA, scaledW, { hidden, inputs, outputs })
    const image = new Float64Array(hidden * seen.rank)
    timesTransposed(scaledW, seen.R, image, hidden, seen.rank, inputs)
    return gramsOf(scaledA, image, { hidden, inputs: seen.rank, outputs })
  }
  const measure = gramMeasures(gramsAt(problem.A0, problem.W0, shape.hidden, sizeAtStart), { a: 1, w: 1 }, seen.data)

  return (network) => {
    const now = requireNetwork(network)
    if (now.inputs !== inputs || now.outputs !== outputs)
      throw new LazyrichError(
        `network has ${now.inputs} inputs and ${now.outputs} outputs: ${inputs} and ${outputs}, as at the start, are accepted`,
      )
    requireSameRates(network.learningRate, rates)
    const own = sizeOf(network.A, network.W, rates)
    // The start's size where possible, so that lazy runs have nothing rounded.
    const size = Math.abs(Math.log2(own / sizeAtStart)) < 100 ? sizeAtStart : own
    const measured = measure(gramsAt(network.A, network.W, now.hidden, size))
    return { ...measured, kernelNorm: measured.kernelNorm * size * size * seen.squared }
  }
}

/** A power of two near the largest entry of √η_W A and √η_A W: without it, fourth powers overflow or underflow. */
function sizeOf(A: ArrayLike<number>, W: ArrayLike<number>, rates: Rates): number {
  return unitOf([Math.sqrt(rates.w) * unitOf(A), Math.sqrt(rates.a) * unitOf(W)])
}

interface SeenData {
  /** Shape [rank, d]; left out where it is I. */
  readonly R?: Float64Array
  readonly rank: number
  /** The square of what R was divided by. */
  readonly squared: number
  readonly data: KernelData
}

/** The data in the coordinates of their reduction, in units of their largest entries. */
function seenData(data: LinearData, { inputs: d, outputs: c }: LinearShape): SeenData {
  if (data.kind !== 'samples') {
    const size = data.kind === 'whitened' ? unitOf(data.target) : 1
    const targets = data.kind === 'whitened' ? Float64Array.from(data.target, (entry) => entry / size) : undefined
    return { rank: d, squared: 1, data: { targets } }
  }
  const sizeX = unitOf(data.X)
  const sizeY = unitOf(data.Y)
  const X = Float64Array.from(data.X, (entry) => entry / sizeX)
  const Y = Float64Array.from(data.Y, (entry) => entry / sizeY)
  const { rank, R, T, floor } = reduceData(X, Y, data.samples, d, c)
  const product = new Float64Array(rank * rank)
  timesTransposed(R, R, product, rank, rank, d)
  return { R, rank, squared: sizeX * sizeX, data: { product, targets: T, floor } }
}
