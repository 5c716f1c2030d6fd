import type { Network } from '../networks/network.ts'

/** How a network responds to a few inputs: its tangent kernel there, and which neurons are active. */
export interface Probe {
  /** Θ of shape [rows·classes, rows·classes], with respect to the weights W. */
  readonly kernel: Float64Array
  /** 1 where a hidden neuron's input is above 0: shape [rows, all hidden neurons]. */
  readonly active: Uint8Array
}

/**
 * The empirical tangent kernel of a multilayer perceptron on a few inputs, all outputs against all:
 *
 *     Θ_{ic,jc'} = Σ_W ∂f_c(x_i)/∂W ∂f_c'(x_j)/∂W = Σ_l (h_{l,i}·h_{l,j}) (d_{l,ic}·d_{l,jc'}) / scales[l]²
 *
 * with h_l the input of matrix l and d_{l,ic} = ∂f_c(x_i)/∂(h_l U_l). Computed in float64 from the float32
 * weights. About Σ_l (rows·classes)² widths[l + 1]/2 multiply-adds; yields after every row of data and matrix, with those done
 * since the last yield.
 *
 * @param inputs shape [rows, widths[0]].
 */
export function* probeByRows(
  network: Network,
  parameters: Float32Array,
  symbols: ArrayLike<number>,
  rows: number,
): Generator<number, Probe, void> {
  // for the moment
  const widths = [network.parameters[0]!.shape[0]!, ...network.parameters.map(({ shape }) => shape[1]!)]
  const scales = network.parameters.map(({ shape }, l) =>
    l === network.parameters.length - 1 ? shape[0]! : Math.sqrt(shape[0]!),
  )
  const weights = network.parameters.map(({ offset, size }, l) =>
    parameters.slice(offset, offset + size).map((w) => w / scales[l]!),
  )
  const inputs = new Float32Array(rows * widths[0]!)
  for (let p = 0; p < rows * network.input.axes[0]!; p++) inputs[p * network.input.tokens! + symbols[p]!] = 1
  const classes = widths.at(-1)!
  const matrices = weights.length
  const layers: Float64Array[] = [Float64Array.from(inputs)]
  for (let l = 0; l < matrices; l++) {
    const out = product(layers[l]!, weights[l]!, rows, widths[l]!, widths[l + 1]!)
    if (l < matrices - 1) for (let p = 0; p < out.length; p++) out[p] = Math.max(0, out[p]!)
    layers.push(out)
  }
  const kernel = new Float64Array((rows * classes) ** 2)
  // d of the last matrix: the unit vectors, for every input.
  let d: Float64Array = new Float64Array(rows * classes * classes)
  for (let i = 0; i < rows; i++) for (let c = 0; c < classes; c++) d[(i * classes + c) * classes + c] = 1
  for (let l = matrices - 1; l >= 0; l--) {
    const sizes = { rows, classes, inner: widths[l]!, outer: widths[l + 1]! }
    yield* addLayer(kernel, layers[l]!, d, sizes, scales[l]! ** -2)
    if (l > 0) d = yield* backward(d, weights[l]!, layers[l]!, sizes)
  }
  return { kernel, active: activity(layers.slice(1, -1)) }
}

interface LayerSizes {
  readonly rows: number
  readonly classes: number
  /** Width of the matrix's input and of its output. */
  readonly inner: number
  readonly outer: number
}

/** A B, shapes [n, k] and [k, m]. */
function product(A: Float64Array, B: ArrayLike<number>, n: number, k: number, m: number): Float64Array {
  const C = new Float64Array(n * m)
  for (let i = 0; i < n; i++)
    for (let q = 0; q < k; q++) {
      const a = A[i * k + q]!
      if (a !== 0) for (let j = 0; j < m; j++) C[i * m + j] = C[i * m + j]! + a * B[q * m + j]!
    }
  return C
}

/** Adds one matrix's part to the kernel, which is symmetric. */
function* addLayer(
  kernel: Float64Array,
  h: Float64Array,
  d: Float64Array,
  sizes: LayerSizes,
  factor: number,
): Generator<number, void, void> {
  const { rows, classes, inner, outer } = sizes
  const side = rows * classes
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j <= i; j++) {
      let inputs = 0
      for (let q = 0; q < inner; q++) inputs += h[i * inner + q]! * h[j * inner + q]!
      inputs *= factor
      if (inputs === 0) continue
      for (let p = i * classes; p < (i + 1) * classes; p++)
        for (let r = j * classes; r < (j + 1) * classes && r <= p; r++) {
          let slopes = 0
          for (let q = 0; q < outer; q++) slopes += d[p * outer + q]! * d[r * outer + q]!
          const entry = kernel[p * side + r]! + inputs * slopes
          kernel[p * side + r] = entry
          kernel[r * side + p] = entry
        }
    }
    yield (i + 1) * classes * classes * outer
  }
}

/** d of the matrix below: d Uᵀ where the neuron is active. */
function* backward(
  d: Float64Array,
  U: Float32Array,
  h: Float64Array,
  sizes: LayerSizes,
): Generator<number, Float64Array, void> {
  const { rows, classes, inner, outer } = sizes
  const below = new Float64Array(rows * classes * inner)
  for (let p = 0; p < rows * classes; p++) {
    const i = Math.floor(p / classes)
    for (let q = 0; q < inner; q++) {
      if (!(h[i * inner + q]! > 0)) continue
      let sum = 0
      for (let j = 0; j < outer; j++) sum += d[p * outer + j]! * U[q * outer + j]!
      below[p * inner + q] = sum
    }
    yield inner * outer
  }
  return below
}

function activity(hidden: readonly Float64Array[]): Uint8Array {
  const neurons = hidden.reduce((sum, layer) => sum + layer.length, 0)
  const active = new Uint8Array(neurons)
  let at = 0
  for (const layer of hidden) for (let p = 0; p < layer.length; p++) active[at++] = layer[p]! > 0 ? 1 : 0
  return active
}
