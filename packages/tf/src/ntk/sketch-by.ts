import { refuse } from '../door.ts'
import { areFinite, type NetworkNumbers } from '../networks/state.ts'
import type { Jacobian } from './jacobian.ts'
import { folded, type Projection } from './projection.ts'
import { blocksOf } from './tiles.ts'
import type { Waiting } from './waiting.ts'

/**
 * An unbiased estimate of the tangent kernel, summed over outputs, [n, n]; with its projections, since sketches are
 * compared where they share them.
 */
export interface KernelSketch extends Projection {
  readonly side: number
  /** The mean of {@link repeats}. */
  readonly kernel: Float64Array<ArrayBuffer>
  /** Its standard error, entry by entry. */
  readonly standardError: Float64Array<ArrayBuffer>
  /** √(Σ standardError²)/‖kernel‖, Frobenius. */
  readonly relativeError: number
  /** The estimates of independent projections. */
  readonly repeats: readonly Float64Array<ArrayBuffer>[]
}

/** @throws TfError unless it is a sketch of a kernel, which a promise of one is not. */
export function requireSketch(what: string, given: KernelSketch): void {
  const { repeats, seeds } = Object(given) as Partial<KernelSketch>
  if (!(Array.isArray(repeats) && Array.isArray(seeds)))
    refuse(what, given, 'a sketch of a kernel, as what kernelSketch() returns gives it,')
}

/**
 * Every row of the Jacobian, all outputs of a sample in one, to `buckets` numbers, once for every seed: an add an entry
 * and seed, in float64; then n² buckets/2 multiply-adds a seed. NaN where one of the numbers is not finite.
 */
export function* sketchBy(
  jacobian: Jacobian,
  numbers: NetworkNumbers,
  { seeds, buckets }: Projection,
): Waiting<KernelSketch> {
  const { samples, outputs, capacity, parts, projected } = jacobian
  const sketches = seeds.map(() => new Float64Array(samples * buckets))
  jacobian.use(numbers)
  if (!areFinite(numbers)) {
    const repeats = seeds.map(() => new Float64Array(samples * samples).fill(NaN))
    return { side: samples, ...meanOf(repeats), repeats, seeds, buckets }
  }
  for (const block of blocksOf(samples, capacity)) {
    yield* jacobian.hold([block])
    for (let output = 0; output < outputs; output++) {
      yield* jacobian.respond(output)
      for (const part of parts) {
        yield* part.keep(0)
        yield* part.project!(output)
      }
    }
    for (const [r, sketch] of sketches.entries()) sketch.set(folded(projected!.sums(r), buckets), block.from * buckets)
  }
  const repeats: Float64Array<ArrayBuffer>[] = []
  for (const sketch of sketches) repeats.push(yield* products(sketch, samples, buckets))
  return { side: samples, ...meanOf(repeats), repeats, seeds, buckets }
}

/** Y Yᵀ for Y [n, k]. */
function* products(Y: Float64Array, n: number, k: number): Generator<number, Float64Array<ArrayBuffer>, void> {
  const kernel = new Float64Array(n * n)
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = 0
      for (let b = 0; b < k; b++) sum += Y[i * k + b]! * Y[j * k + b]!
      kernel[i * n + j] = sum
      kernel[j * n + i] = sum
    }
    yield (i + 1) * k
  }
  return kernel
}

/** The mean of independent estimates and its standard error, s/√R. */
export function meanOf(
  repeats: readonly Float64Array<ArrayBuffer>[],
): Pick<KernelSketch, 'kernel' | 'standardError' | 'relativeError'> {
  const count = repeats.length
  const kernel = new Float64Array(repeats[0]!.length)
  const standardError = new Float64Array(kernel.length)
  for (const repeat of repeats) for (let q = 0; q < kernel.length; q++) kernel[q] = kernel[q]! + repeat[q]! / count
  let [errors, squares] = [0, 0]
  for (let q = 0; q < kernel.length; q++) {
    let spread = 0
    for (const repeat of repeats) spread += (repeat[q]! - kernel[q]!) ** 2
    const variance = spread / (count - 1) / count
    standardError[q] = Math.sqrt(variance)
    errors += variance
    squares += kernel[q]! ** 2
  }
  return { kernel, standardError, relativeError: Math.sqrt(errors / squares) }
}
