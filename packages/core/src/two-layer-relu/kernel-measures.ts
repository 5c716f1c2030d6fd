import { commonScale, distanceOf } from '../measures/kernel-distance.ts'
import type { KernelMeasures } from '../measures/kernel-measures.ts'
import type { FillRows, KernelFeatures, KernelRows } from './kernel-rows.ts'
import { ROWS } from './row-products.ts'

/** A kernel that others are compared with. */
export interface EarlierKernel {
  readonly rows: FillRows
  readonly trace: number
}

/**
 * The kernel distance to an earlier kernel, from differences as in {@link distanceOf}, and the later kernel's norm and
 * alignment ⟨K, yyᵀ⟩/(‖K‖‖y‖²). The sums accumulate pair by pair. Yields the number of multiply-adds after every few
 * rows, so that the caller can do other work in between.
 */
export function* kernelMeasuresByRows(
  before: EarlierKernel,
  after: KernelFeatures,
  kernel: KernelRows,
  y: Float64Array,
): Generator<number, KernelMeasures, void> {
  const samples = y.length
  const [earlier, later] = [new Float64Array(ROWS * samples), new Float64Array(ROWS * samples)]
  const c = commonScale(sumOf(kernel.diagonal(after)) / before.trace)
  let difference = 0
  let cross = 0
  let squaredBefore = 0
  let squaredAfter = 0
  let along = 0
  let targets = 0
  for (let from = 0; from < samples; from += ROWS) {
    const to = Math.min(samples, from + ROWS)
    const work = before.rows(from, to, earlier) + kernel.rows(after, from, to, later)
    for (let i = from; i < to; i++) {
      const row = (i - from) * samples
      const target = y[i]!
      for (let j = 0; j <= i; j++) {
        const k0 = c * earlier[row + j]!
        const kt = later[row + j]!
        const twice = i === j ? 1 : 2
        difference += twice * (kt - k0) * (kt - k0)
        cross += twice * (kt - k0) * (kt + k0)
        squaredBefore += twice * k0 * k0
        squaredAfter += twice * kt * kt
        along += twice * kt * target * y[j]!
      }
      targets += target * target
    }
    yield work
  }
  const kernelNorm = Math.sqrt(squaredAfter)
  return {
    kernelDistance: distanceOf({ difference, cross, squaredBefore, squaredAfter }),
    kernelNorm,
    kernelAlignment: along / (kernelNorm * targets),
  }
}

export function sumOf(values: Float64Array): number {
  let sum = 0
  for (const value of values) sum += value
  return sum
}
