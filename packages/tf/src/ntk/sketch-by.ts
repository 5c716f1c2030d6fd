import type { NetworkNumbers } from '../networks/state.ts'
import { bucketTable, fillTable, type SketchSeed } from './count-sketch.ts'
import type { Jacobian, JacobianPart } from './jacobian.ts'
import { blocksOf } from './tiles.ts'
import type { Waiting } from './waiting.ts'

/** An unbiased estimate of the tangent kernel, summed over outputs, [n, n]. */
export interface KernelSketch {
  readonly side: number
  /** The mean of {@link repeats}. */
  readonly kernel: Float64Array<ArrayBuffer>
  /** Its standard error, entry by entry. */
  readonly standardError: Float64Array<ArrayBuffer>
  /** √(Σ standardError²)/‖kernel‖, Frobenius. */
  readonly relativeError: number
  /** The estimates of independent projections. */
  readonly repeats: readonly Float64Array<ArrayBuffer>[]
  /** Of the projections: sketches are compared where they share them. */
  readonly seeds: readonly SketchSeed[]
  readonly buckets: number
}

/** Entries of a row whose buckets are drawn at a time: what the cache of the processor holds. */
const RUN = 1024

/**
 * Every row of the Jacobian of all outputs together, C · parameters entries, into `buckets` numbers, once for every seed:
 * one add an entry and seed, in float64; then n² buckets/2 multiply-adds a seed.
 */
export function* sketchBy(
  jacobian: Jacobian,
  numbers: NetworkNumbers,
  seeds: readonly SketchSeed[],
  buckets: number,
): Waiting<KernelSketch> {
  const { samples, outputs, capacity, parts } = jacobian
  const size = parts.reduce((sum, part) => sum + part.size, 0)
  const sketches = seeds.map(() => new Float64Array(samples * buckets))
  jacobian.use(numbers)
  for (const block of blocksOf(samples, capacity)) {
    yield* jacobian.hold([block])
    const held = block.to - block.from
    for (let output = 0; output < outputs; output++) {
      yield* jacobian.respond(output)
      for (const part of parts) {
        yield* part.keep(0)
        for (const [r, seed] of seeds.entries()) {
          const into = sketches[r]!.subarray(block.from * buckets, block.to * buckets)
          yield* addRows(part, held, { seed, buckets, first: output * size }, into)
        }
      }
    }
  }
  const repeats: Float64Array<ArrayBuffer>[] = []
  for (const sketch of sketches) repeats.push(yield* products(sketch, samples, buckets))
  return { side: samples, ...meanOf(repeats), repeats, seeds, buckets }
}

interface Projection {
  readonly seed: SketchSeed
  readonly buckets: number
  /** Where the present output's entries begin. */
  readonly first: number
}

const table = bucketTable(RUN)

/** into[t, h(p)] += s(p) · row_t[p]. */
function* addRows(
  { pieces, size, rows }: JacobianPart,
  held: number,
  { seed, buckets, first }: Projection,
  into: Float64Array,
): Generator<number, void, void> {
  const all = rows!()
  let column = 0
  for (const piece of pieces) {
    for (let from = 0; from < piece.size; from += RUN) {
      const count = Math.min(RUN, piece.size - from)
      fillTable(table, seed, first + piece.offset + from, count, buckets)
      const { bucket, sign } = table
      for (let t = 0; t < held; t++) {
        const row = t * size + column + from
        const to = t * buckets
        for (let q = 0; q < count; q++) {
          const b = to + bucket[q]!
          into[b] = into[b]! + sign[q]! * all[row + q]!
        }
      }
      yield held * count
    }
    column += piece.size
  }
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
