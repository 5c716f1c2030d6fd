import type { RandomStream } from '@lazyrich/core/random'
import { TfError } from '../errors.ts'
import { leavesOf, type Network, type PlacedLayer } from './network.ts'

/** Where a network starts between downstream and upstream. */
export interface StartOptions {
  /** The first layer's parameters are divided by it; above 1 is upstream. 1 if left out. */
  readonly alpha?: number
  /**
   * Whether the last layer's weights are multiplied by α, unless a normalization layer stands between, which takes the
   * factor out again in training (in evaluation only once its running moments have seen data). True if left out. Every α
   * then starts as the same function where all between first and last layer is positively homogeneous, such as ReLU,
   * and biases in between start at 0; with GELU, nearly.
   */
  readonly preserveFunction?: boolean
}

/**
 * All parameters of a network at its start, in one list: each as its layer draws it, in order, so that networks that
 * differ in α alone have the same directions. Source: arXiv 2406.06158, section 5 and appendix D.
 *
 * @throws TfError unless α is a finite number above 0.
 */
export function startOf(
  network: Network,
  random: RandomStream,
  { alpha = 1, preserveFunction = true }: StartOptions = {},
): Float32Array<ArrayBuffer> {
  if (!(Number.isFinite(alpha) && alpha > 0)) throw new TfError(`alpha is ${alpha}: a number above 0 is accepted`)
  const all = new Float32Array(network.size)
  for (const { start, offset, size } of network.parameters) start(random, all.subarray(offset, offset + size))
  if (alpha === 1) return all
  const leaves = leavesOf(network.layers)
  const withParameters = leaves.filter(({ parameters }) => parameters.length > 0)
  const [first, last] = [withParameters[0], withParameters.at(-1)]
  if (!first || !last) return all
  const factors = new Map<PlacedLayer['parameters'][number], number>()
  for (const parameter of first.parameters) factors.set(parameter, 1 / alpha)
  const between = leaves.slice(leaves.indexOf(first) + 1, leaves.indexOf(last) + 1)
  if (preserveFunction && !between.some(({ layer }) => layer.normalizes))
    for (const parameter of last.parameters)
      if (parameter.role === 'weight') factors.set(parameter, (factors.get(parameter) ?? 1) * alpha)
  for (const [{ offset, size }, factor] of factors)
    for (let p = offset; p < offset + size; p++) all[p] = all[p]! * factor
  return all
}

/** All statistics of a network at its start. */
export function statisticsOf(network: Network): Float32Array<ArrayBuffer> {
  const all = new Float32Array(network.statisticsSize)
  for (const { start, offset, size } of network.statistics) all.fill(start, offset, offset + size)
  return all
}
