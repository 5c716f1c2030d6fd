import type { Regression, ReluSizes } from '../../network.ts'
import type { ReluGradient } from '../gradient.ts'
import { type GradientExports, instantiateGradient } from './web-assembly.ts'

/** Above this the plain loops take over, which need no second copy of the data. */
const MOST_BYTES = 2 ** 30
const PAGE = 65_536

/**
 * The gradient in WebAssembly SIMD with two numbers per vector; undefined where that cannot run. Its parts are
 * explained in assembly/: the pattern of active pairs in 16-bit integers, then sums over subsets.
 *
 * At n = 1000, d = 100, m = 50, one core of an AMD EPYC (Zen 5, 3.4 GHz): 460 µs per gradient if no sign is known, 345
 * µs along a descent, where few signs must be recomputed. Of these, 117 are the sweep of signs (n m d/8 products of
 * eight), 116 the outputs (n m d/10 additions of vectors), 140 the sums of the gradient (n m d/8) and 60 their tables
 * (n d 16/8 stores). The floor is arithmetic: two vector additions per cycle, 6.8 per nanosecond, so 88 + 92 µs for the
 * sums, 80 for the signs at two products per cycle, and 60 for the tables at one store per cycle; everything fits in
 * the L1 and L2 caches (0.8 MB of inputs are read once per strip of columns, 5 times per gradient, 10 GB/s). A matrix
 * product would take 20 MFLOP, 700 µs at this vector width. Fused multiply-adds (relaxed SIMD) have nothing to fuse in
 * sums.
 */
export function simdGradient({ X, y }: Regression, sizes: ReluSizes, leak: number): ReluGradient | undefined {
  const { samples: n, inputs: d, neurons: m } = sizes
  if (bytesOf(sizes) > MOST_BYTES) return undefined
  const module = begin(sizes, leak)
  if (!module) return undefined
  const { buffer } = module.memory
  const row = d + (d & 1)
  const inputs = new Float64Array(buffer, module.placeOfX(), n * row)
  for (let i = 0; i < n; i++) for (let j = 0; j < d; j++) inputs[i * row + j] = X[i * d + j]!
  new Float64Array(buffer, module.placeOfY(), n).set(y)
  module.prepare()
  return {
    variant: 'simd',
    W: new Float64Array(buffer, module.placeOfW(), m * d),
    a: new Float64Array(buffer, module.placeOfA(), m),
    inputGradient: new Float64Array(buffer, module.placeOfInputGradient(), m * d),
    readoutGradient: new Float64Array(buffer, module.placeOfReadoutGradient(), m),
    squaredSteps: {
      a: new Float64Array(buffer, module.placeOfSquaredReadoutSteps(), m),
      w: new Float64Array(buffer, module.placeOfSquaredInputSteps(), m),
    },
    evaluate: () => module.evaluate(),
    loss: () => module.loss(),
    descend: (readoutStep, inputStep) => module.descend(readoutStep, inputStep),
  }
}

/** An instance with memory for these sizes; undefined if it cannot be had. */
function begin({ samples, inputs, neurons }: ReluSizes, leak: number): GradientExports | undefined {
  try {
    const module = instantiateGradient()
    if (!module) return undefined
    const missing = module.setup(samples, inputs, neurons, leak) - module.memory.buffer.byteLength
    if (missing > 0) module.memory.grow(Math.ceil(missing / PAGE))
    return module
  } catch {
    return undefined
  }
}

/** At least as much as {@link GradientExports.setup} asks for. */
function bytesOf({ samples: n, inputs: d, neurons: m }: ReluSizes): number {
  return (
    (n + 8) * (d + 2) * 10 + (n + 8) * (m + 5) * 6 + (m + 6) * (d + 2) * 48 + (m + 5) * 1100 + (n + 8) * 24 + 65_536
  )
}
