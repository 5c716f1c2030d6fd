import { shown } from '../door/shown.ts'
import { LazyrichError } from '../errors.ts'
import { times } from '../linear-algebra/products.ts'
import { commonScale, distanceOf } from '../measures/kernel-distance.ts'
import type { KernelMeasures } from '../measures/kernel-measures.ts'
import { powerOfTwo, scaledBy } from '../power-of-two.ts'
import { largestEntry } from '../vector.ts'
import { type DeepLinearNetwork, type DeepLinearProblem, requireDeep, requireNetwork } from './problem.ts'
import { openDeepLinearSystem } from './system.ts'

/** The kernel as 4^exponent Σ_l outer[l] ⊗ inner[l], over pairs of outputs and pairs of (reduced) inputs. */
interface KernelFactors {
  /** η_l B_l B_lᵀ, B_l = W_L … W_{l+1}; shape [outputs, outputs] each. */
  readonly outer: readonly Float64Array[]
  /** H_l H_lᵀ, H_l = R (W_{l−1} … W_1)ᵀ; shape [rank, rank] each. */
  readonly inner: readonly Float64Array[]
  /** A whole number, 0 for kernels of moderate size: the squares of the others are out of the range of doubles. */
  readonly exponent: number
}

/**
 * The tangent kernel of a deep linear network along training, over all inputs of the problem and all pairs of outputs:
 *
 *     K(x, x′) = Σ_l η_l (W_L … W_{l+1})(W_L … W_{l+1})ᵀ · xᵀ(W_{l−1} … W_1)ᵀ(W_{l−1} … W_1) x′
 *
 * Gives its distance from the start's, its norm and its alignment with the targets; alignment is silent when the kernel
 * turns to the targets while its norm and the loss stand still. Computed on the reduced data, whose kernel differs from
 * that of X by a rotation, and the distance from differences, so that lazy runs keep their digits. No kernel is stored:
 * 2 layers · outputs² · rank² multiply-adds and layers · (outputs² + rank²) numbers.
 *
 * Source: arXiv 2406.06158, section 2; silent alignment: Atanasov, Bordelon and Pehlevan 2022.
 *
 * @example
 * const problem = { widths: [1, 1, 1], W0: [[1], [1]], X: [1], Y: [2] }
 * const measure = deepLinearKernelMeasures(problem)
 * measure({ widths: [1, 1, 1], W: [[1], [2]] }) // { kernelDistance: 0, kernelNorm: 5, kernelAlignment: 1 }
 * measure(flowDeepLinear(problem, [10]).at(0)).kernelDistance // 0
 *
 * @returns a function of a network of the problem's widths; its rates are the problem's.
 * @throws LazyrichError for shapes that do not fit, entries that are not finite, rates that are not positive; the
 * function too, and for a network of other widths, or with other rates than the problem's.
 */
export function deepLinearKernelMeasures(problem: DeepLinearProblem): (network: DeepLinearNetwork) => KernelMeasures {
  requireDeep(problem)
  // Neither distance nor alignment depends on the size of X and Y.
  const scaleX = powerOfTwo(largestEntry(problem.X))
  const { widths, learningRate, data, start, layers } = openDeepLinearSystem({
    ...problem,
    X: scaledBy(scaleX, problem.X),
    Y: scaledBy(powerOfTwo(largestEntry(problem.Y)), problem.Y),
  })
  const outputs = widths.at(-1)!
  const factorsOf = (W: readonly ArrayLike<number>[]): KernelFactors =>
    kernelFactors(W, widths, learningRate, data.R, data.rank)
  const before = factorsOf(layers(start))
  const normBefore = kernelNorm(before)
  const targets = inProduct(data.T, data.T) + data.floor
  return (network) => {
    const { widths: sizes, W, rates } = requireNetwork(network)
    requireSame('widths', sizes, widths)
    if (network.learningRate !== undefined) requireSame('learningRate', rates, learningRate)
    const after = factorsOf(W)
    const norm = kernelNorm(after)
    return {
      kernelDistance: distanceOf(kernelSums(before, after, commonScale(norm / normBefore))),
      kernelNorm: timesPower(norm, 2 * (after.exponent + Math.log2(scaleX))),
      kernelAlignment: quadratic(after, data.T, data.rank, outputs) / (norm * targets),
    }
  }
}

function requireSame(name: string, given: readonly number[], expected: readonly number[]): void {
  if (given.length === expected.length && given.every((entry, l) => entry === expected[l])) return
  throw new LazyrichError(`network.${name} is [${given.map(shown)}]: the problem's, [${expected}], is accepted`)
}

/** yᵀKy = Σ_l Σ_i,i′ inner_l[i, i′] t_iᵀ outer_l t_i′ with the rows t_i of T. */
function quadratic({ outer, inner }: KernelFactors, T: Float64Array, rank: number, outputs: number): number {
  let sum = 0
  for (let l = 0; l < outer.length; l++) {
    const image = times(inner[l]!, T, rank, rank, outputs)
    sum += inProduct(times(T, outer[l]!, rank, outputs, outputs), image)
  }
  return sum
}

function kernelFactors(
  W: readonly ArrayLike<number>[],
  widths: readonly number[],
  rates: readonly number[],
  R: Float64Array,
  rank: number,
): KernelFactors {
  const depth = W.length
  const outputs = widths[depth]!
  const inner: Float64Array[] = []
  const exponents = new Array<number>(depth).fill(0)
  let H: Float64Array = R // shape [rank, widths[l]], times 2^exponent
  let exponent = 0
  for (let l = 0; l < depth; l++) {
    inner.push(gram(H, rank, widths[l]!))
    exponents[l] = exponent
    const layer = moderate(W[l]!)
    const product = moderate(timesTransposed(H, layer.values, rank, widths[l + 1]!, widths[l]!))
    H = product.values
    exponent += layer.exponent + product.exponent
  }
  const outer: Float64Array[] = []
  let B: Float64Array = new Float64Array(outputs * outputs) // shape [outputs, widths[l + 1]]
  for (let j = 0; j < outputs; j++) B[j * outputs + j] = 1
  exponent = 0
  for (let l = depth - 1; l >= 0; l--) {
    outer.unshift(gram(B, outputs, widths[l + 1]!).map((entry) => rates[l]! * entry))
    exponents[l]! += exponent
    const layer = moderate(W[l]!)
    const product = moderate(times(B, layer.values, outputs, widths[l + 1]!, widths[l]!))
    B = product.values
    exponent += layer.exponent + product.exponent
  }
  const isZero = (l: number): boolean => largestEntry(outer[l]!) === 0 || largestEntry(inner[l]!) === 0
  const most = Math.max(...exponents.filter((_, l) => !isZero(l)))
  if (most === -Infinity) return { outer, inner, exponent: 0 }
  return {
    outer: outer.map((matrix, l) => {
      const rise = isZero(l) ? 0 : exponents[l]! - most
      return rise === 0 ? matrix : matrix.map((entry) => timesPower(entry, 2 * rise))
    }),
    inner,
    exponent: most,
  }
}

/** The matrix as `values` times 2^exponent; itself where its entries are of moderate size. */
function moderate(M: ArrayLike<number>): { values: Float64Array; exponent: number } {
  const scale = powerOfTwo(largestEntry(M))
  return { values: Float64Array.from(scaledBy(scale, M)), exponent: Math.log2(scale) }
}

/** value · 2^exponent, for any whole exponent. */
function timesPower(value: number, exponent: number): number {
  const step = Math.max(-1000, Math.min(1000, exponent))
  return step === exponent || value === 0 ? value * 2 ** step : timesPower(value * 2 ** step, exponent - step)
}

/** ‖K‖ = √Σ_{l,m} ⟨outer_l, outer_m⟩⟨inner_l, inner_m⟩. */
function kernelNorm({ outer, inner }: KernelFactors): number {
  let sum = 0
  for (let l = 0; l < outer.length; l++)
    for (let m = 0; m < outer.length; m++) sum += inProduct(outer[l]!, outer[m]!) * inProduct(inner[l]!, inner[m]!)
  return Math.sqrt(sum)
}

function kernelSums(before: KernelFactors, after: KernelFactors, c: number): Parameters<typeof distanceOf>[0] {
  let [difference, cross, squaredBefore, squaredAfter] = [0, 0, 0, 0]
  const depth = before.outer.length
  for (let p = 0; p < before.outer[0]!.length; p++)
    for (let q = 0; q < before.inner[0]!.length; q++) {
      let k0 = 0
      let kt = 0
      for (let l = 0; l < depth; l++) {
        k0 += before.outer[l]![p]! * before.inner[l]![q]!
        kt += after.outer[l]![p]! * after.inner[l]![q]!
      }
      k0 *= c
      difference += (kt - k0) * (kt - k0)
      cross += (kt - k0) * (kt + k0)
      squaredBefore += k0 * k0
      squaredAfter += kt * kt
    }
  return { difference, cross, squaredBefore, squaredAfter }
}

function inProduct(p: Float64Array, q: Float64Array): number {
  let sum = 0
  for (let i = 0; i < p.length; i++) sum += p[i]! * q[i]!
  return sum
}

/** M Mᵀ for M of shape [rows, columns]. */
function gram(M: Float64Array, rows: number, columns: number): Float64Array {
  return timesTransposed(M, M, rows, rows, columns)
}

/** M Nᵀ: shapes [rows, columns] and [others, columns]. */
function timesTransposed(
  M: Float64Array,
  N: ArrayLike<number>,
  rows: number,
  others: number,
  columns: number,
): Float64Array {
  const into = new Float64Array(rows * others)
  for (let i = 0; i < rows; i++)
    for (let j = 0; j < others; j++) {
      let sum = 0
      for (let k = 0; k < columns; k++) sum += M[i * columns + k]! * N[j * columns + k]!
      into[i * others + j] = sum
    }
  return into
}
