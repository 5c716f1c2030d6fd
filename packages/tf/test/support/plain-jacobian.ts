import type { Network, PlacedLayer } from '../../src/networks/network.ts'
import { sizeOf } from '../../src/shape.ts'

/**
 * The Jacobian [count, outputs, parameters] of a network of dense layers, ReLU, factors and one-hot codes in float64, by
 * central differences of a pass that shares nothing with the network's own: good to 1e-8 where no ReLU is near 0.
 */
export function plainJacobian(network: Network, parameters: Float32Array, inputs: ArrayLike<number>, count: number) {
  const theta = Float64Array.from(parameters)
  const outputs = sizeOf(network.output)
  const rows = new Float64Array(count * outputs * theta.length)
  const h = 1e-6
  for (let p = 0; p < theta.length; p++) {
    const value = theta[p]
    theta[p] = value + h
    const up = plainOutputs(network, theta, inputs, count)
    theta[p] = value - h
    const down = plainOutputs(network, theta, inputs, count)
    theta[p] = value
    for (const [r, f] of up.entries()) rows[r * theta.length + p] = (f - down[r]) / (2 * h)
  }
  return rows
}

/** J Jᵀ over the parameters from `from` to `to`, [rows, rows]. */
export function plainPairs(J: Float64Array, size: number, from = 0, to = size): Float64Array {
  const rows = J.length / size
  const kernel = new Float64Array(rows * rows)
  for (let i = 0; i < rows; i++)
    for (let j = 0; j < rows; j++)
      for (let p = from; p < to; p++) kernel[i * rows + j] += J[i * size + p] * J[j * size + p]
  return kernel
}

/** Σ_c of a kernel between pairs of outputs. */
export function summed(pairs: Float64Array, count: number, outputs: number): Float64Array {
  const kernel = new Float64Array(count * count)
  for (let i = 0; i < count; i++)
    for (let j = 0; j < count; j++)
      for (let c = 0; c < outputs; c++)
        kernel[i * count + j] += pairs[(i * outputs + c) * count * outputs + j * outputs + c]
  return kernel
}

export function plainOutputs(
  network: Network,
  theta: Float64Array,
  inputs: ArrayLike<number>,
  count: number,
): Float64Array {
  const size = sizeOf(network.input)
  const all = new Float64Array(count * sizeOf(network.output))
  for (let i = 0; i < count; i++) {
    let x = Array.from({ length: size }, (_, p) => inputs[i * size + p])
    for (const layer of network.layers) x = pass(layer, theta, x)
    all.set(x, i * x.length)
  }
  return all
}

function pass({ layer, input, output, parameters: [weight, bias] }: PlacedLayer, theta: Float64Array, x: number[]) {
  if (layer.kind === 'relu') return x.map((z) => Math.max(0, z))
  if (layer.kind === 'scale') return x.map((z) => z * Number(layer.settings.factor))
  if (layer.kind === 'flatten') return x
  if (layer.kind === 'oneHot')
    return x.flatMap((token) => Array.from({ length: input.tokens! }, (_, a) => Number(a === token)))
  if (layer.kind !== 'dense') throw new Error(`no plain pass for ${layer.kind}`)
  const inner = input.axes.at(-1)!
  const outer = output.axes.at(-1)!
  const out: number[] = []
  for (let row = 0; row * inner < x.length; row++)
    for (let j = 0; j < outer; j++) {
      let sum = bias ? theta[bias.offset + j] : 0
      for (let q = 0; q < inner; q++) sum += x[row * inner + q] * theta[weight.offset + q * outer + j]
      out.push(sum)
    }
  return out
}
